# Writes OUT, a C++ source that holds FILES, each as it stands in a raw string. FILES are paths from SOURCE, parted by commas. The build runs
# this as `cmake -P` whenever one of them changes.
string(REPLACE "," ";" files "${FILES}")
set(folders "")
foreach(file IN LISTS files)
  get_filename_component(folder "${file}" DIRECTORY)
  list(APPEND folders "${folder}")
endforeach()
list(REMOVE_DUPLICATES folders)
list(SORT folders)
list(SORT files)
set(rows "")
foreach(folder IN LISTS folders)
  foreach(file IN LISTS files)
    get_filename_component(folder_of_file "${file}" DIRECTORY)
    if(folder_of_file STREQUAL folder)
      get_filename_component(name "${file}" NAME)
      file(READ "${SOURCE}/${file}" text)
      if(text MATCHES "\\)file\"")
        message(FATAL_ERROR "${file} holds )file\", which ends the raw string that it is built in as")
      endif()
      string(APPEND rows "    {\"${folder}\", \"${name}\", R\"file(${text})file\"},\n")
    endif()
  endforeach()
endforeach()
file(WRITE "${OUT}" "// Made by src/base/built_in.cmake.
#include \"base/built_in.h\"

namespace daybook {

namespace {

constexpr BuiltInFile files[] = {
${rows}};

}  // namespace

std::span<const BuiltInFile> all_built_in() { return files; }

}  // namespace daybook
")
