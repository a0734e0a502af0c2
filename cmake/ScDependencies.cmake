# SPDX-License-Identifier: GPL-3.0-or-later
# Third-party libraries, each behind one imported target. Names for the package managers stand in ./dev.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Sql Svg Concurrent Multimedia Network Test LinguistTools)
find_package(PkgConfig REQUIRED)
pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET libavformat>=59 libavcodec>=59 libavutil>=57 libswscale libswresample)
pkg_check_modules(AUBIO REQUIRED IMPORTED_TARGET aubio>=0.4.9)
pkg_check_modules(CHROMAPRINT REQUIRED IMPORTED_TARGET libchromaprint>=1.5)
pkg_check_modules(EBUR128 REQUIRED IMPORTED_TARGET libebur128)
pkg_check_modules(FFTW REQUIRED IMPORTED_TARGET fftw3f)
pkg_check_modules(TAGLIB REQUIRED IMPORTED_TARGET taglib)

# qm-dsp ships no pkg-config file in Debian 12 and no CMake config in vcpkg.
find_path(QMDSP_INCLUDE_DIR NAMES dsp/tempotracking/TempoTrackV2.h PATH_SUFFIXES qm-dsp REQUIRED)
find_library(QMDSP_LIBRARY NAMES qm-dsp REQUIRED)
add_library(sc_qmdsp UNKNOWN IMPORTED)
set_target_properties(sc_qmdsp PROPERTIES
    IMPORTED_LOCATION "${QMDSP_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${QMDSP_INCLUDE_DIR}"
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${QMDSP_INCLUDE_DIR}")
