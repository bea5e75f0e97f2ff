// 128-bit integers, for what lies between two 64-bit ones. Not ISO C++, but both our compilers have them.
#pragma once

namespace daybook {

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

}  // namespace daybook
