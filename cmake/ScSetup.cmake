# SPDX-License-Identifier: GPL-3.0-or-later
# Language, output folders, ccache and the flags every target gets.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

if(NOT MSVC)
    # Line tables are enough for a readable crash report and link in half the time.
    set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # pch_defines,time_macros: without them ccache never hits a file that uses a precompiled header.
    set(sc_ccache ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_NOHASHDIR=1 "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" ${CCACHE_PROGRAM})
    set(CMAKE_C_COMPILER_LAUNCHER ${sc_ccache})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${sc_ccache})
endif()

add_library(sc_flags INTERFACE)
target_include_directories(sc_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(sc_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400
    SC_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(sc_flags INTERFACE /W4 /utf-8 /permissive- /Zc:__cplusplus)
    target_compile_definitions(sc_flags INTERFACE NOMINMAX _USE_MATH_DEFINES)
    if(SC_WERROR)
        target_compile_options(sc_flags INTERFACE /WX)
    endif()
else()
    target_compile_options(sc_flags INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor
        -Woverloaded-virtual -Wimplicit-fallthrough -Wno-missing-field-initializers -fno-omit-frame-pointer
        $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>)
    if(SC_WERROR)
        target_compile_options(sc_flags INTERFACE -Werror)
    endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
    # libstdc++ hides std::expected from Clang before 19, which implements enough of concepts but reports 201907.
    target_compile_options(sc_flags INTERFACE -Wno-builtin-macro-redefined -U__cpp_concepts -D__cpp_concepts=202002L -Wno-shadow)
endif()
if(SC_SANITIZE AND NOT MSVC)
    target_compile_options(sc_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined)
    target_link_options(sc_flags INTERFACE -fsanitize=address,undefined)
endif()
if(SC_FUZZ)
    target_compile_options(sc_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
