# shellcheck shell=bash
# Sourced by examples/quickstart.sh and tests/run.sh: installs what is missing with apt, and builds. Stands for itself; needs only bash.

# The packages that Debian and Ubuntu call these; what apt does not have, CMake fetches.
# shellcheck disable=SC2034  # read by those who source this
build_packages=(g++ cmake ninja-build git libcli11-dev libfmt-dev libtomlplusplus-dev libexpected-dev libutf8proc-dev libedit-dev libminizip-dev zlib1g-dev libexpat1-dev nlohmann-json3-dev libkainjow-mustache-dev)

# say ENGLISH CHINESE: in the language of the person who runs it.
say() {
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
        zh*) printf '%s\n' "${2:-$1}" ;;
        *) printf '%s\n' "$1" ;;
    esac
}

# A package counts as there when its program is, whoever installed it.
is_there() {
    local program=$1
    case $1 in
        ninja-build) program=ninja ;;
        clang) program=clang++ ;;
        beancount) program=bean-check ;;
        lib* | *-dev) program= ;;
    esac
    if [ -n "$program" ] && command -v "$program" >/dev/null 2>&1; then return 0; fi
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# apt_install PACKAGE...: those that apt knows; fails where one of them cannot be installed.
apt_install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120) known=() package
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || return 1
        apt=(sudo "${apt[@]}")
    fi
    "${apt[@]}" update || true
    for package in "$@"; do
        if apt-cache show "$package" >/dev/null 2>&1; then known+=("$package"); fi
    done
    [ ${#known[@]} = 0 ] || "${apt[@]}" install -y --no-install-recommends "${known[@]}" >/dev/null
}

# install_missing PACKAGE...: goes on without a word when all is there. Fails only where a compiler, cmake, or make and ninja are still
# missing afterwards: libraries that are not installed are fetched by CMake, at pinned releases.
install_missing() {
    local missing=() lacking=() package
    if command -v apt-get >/dev/null 2>&1; then
        for package in "$@"; do
            is_there "$package" || missing+=("$package")
        done
        if [ ${#missing[@]} -gt 0 ]; then
            say "Installing with apt: ${missing[*]}" "用 apt 安装：${missing[*]}"
            apt_install "${missing[@]}" || say "apt could not install them all; as root: apt-get install ${missing[*]}" \
                "apt 未能全部安装；请以 root 运行：apt-get install ${missing[*]}"
        fi
    fi
    command -v g++ >/dev/null 2>&1 || command -v clang++ >/dev/null 2>&1 || command -v c++ >/dev/null 2>&1 ||
        lacking+=("a C++20 compiler (g++ 12, clang 14 or later)")
    command -v cmake >/dev/null 2>&1 || lacking+=("cmake (3.22 or later)")
    command -v ninja >/dev/null 2>&1 || command -v make >/dev/null 2>&1 || lacking+=("ninja or make")
    if [ ${#lacking[@]} -gt 0 ]; then
        say "Missing, please install:" "缺少以下软件，请先安装：" >&2
        printf '  %s\n' "${lacking[@]}" >&2
        say "These libraries are used if installed, else fetched with git: CLI11, fmt, toml++, tl::expected, utf8proc, libedit, minizip, expat, nlohmann/json." \
            "以下库已安装则直接使用，否则用 git 下载：CLI11、fmt、toml++、tl::expected、utf8proc、libedit、minizip、expat、nlohmann/json。" >&2
        return 1
    fi
}

# configure SOURCE BUILD_DIR CMAKE-OPTION...: with ninja and ccache where they are. A build folder keeps the generator that it was made with;
# one that was made for another source folder (a copied tree) or by another compiler is made anew.
configure() {
    local source=$1 build=$2 options=() option compiler=.
    shift 2
    for option in "$@"; do
        case $option in -DCMAKE_CXX_COMPILER=*) compiler="^CMAKE_CXX_COMPILER:.*[=/]${option##*[=/]}\$" ;; esac
    done
    if [ -f "$build/CMakeCache.txt" ] &&
        ! { grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$source" "$build/CMakeCache.txt" && grep -q "$compiler" "$build/CMakeCache.txt"; }; then
        rm -rf "$build/CMakeCache.txt" "$build/CMakeFiles"
    fi
    if [ ! -f "$build/CMakeCache.txt" ] && command -v ninja >/dev/null 2>&1; then options+=(-G Ninja); fi
    if command -v ccache >/dev/null 2>&1; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
    cmake -S "$source" -B "$build" "${options[@]}" "$@"
}

# build BUILD_DIR TARGET...: as many at once as there are processors, unless CMAKE_BUILD_PARALLEL_LEVEL says otherwise.
build() {
    local folder=$1
    shift
    cmake --build "$folder" --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(getconf _NPROCESSORS_ONLN)}" --target "$@"
}
