# SPDX-License-Identifier: GPL-3.0-or-later
# Third-party libraries, each behind one imported target. Names for the package managers stand in ./dev.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Sql Svg Concurrent Multimedia Network WebSockets Test LinguistTools)
find_package(PkgConfig REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET libavformat>=59 libavcodec>=59 libavutil>=57 libswscale libswresample)
pkg_check_modules(AUBIO REQUIRED IMPORTED_TARGET aubio>=0.4.9)
pkg_check_modules(CHROMAPRINT REQUIRED IMPORTED_TARGET libchromaprint>=1.5)
pkg_check_modules(EBUR128 REQUIRED IMPORTED_TARGET libebur128)
pkg_check_modules(FFTW REQUIRED IMPORTED_TARGET fftw3f)
pkg_check_modules(RUBBERBAND REQUIRED IMPORTED_TARGET rubberband>=3.0)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(TAGLIB REQUIRED IMPORTED_TARGET taglib)

find_package(Qt6Keychain REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)

# qm-dsp ships no pkg-config file in Debian 12 and no CMake config in vcpkg.
find_path(QMDSP_INCLUDE_DIR NAMES dsp/tempotracking/TempoTrackV2.h PATH_SUFFIXES qm-dsp REQUIRED)
find_library(QMDSP_LIBRARY NAMES qm-dsp REQUIRED)
add_library(sc_qmdsp UNKNOWN IMPORTED)
set_target_properties(sc_qmdsp PROPERTIES
    IMPORTED_LOCATION "${QMDSP_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${QMDSP_INCLUDE_DIR}"
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${QMDSP_INCLUDE_DIR}")

# OpenCV's network runner, for models of a person's own only (app/model_runner). Debian's dnn package brings no CMake
# config, vcpkg does.
find_package(OpenCV QUIET COMPONENTS core dnn)
if(OpenCV_FOUND)
    add_library(sc_opencv_dnn INTERFACE)
    target_link_libraries(sc_opencv_dnn INTERFACE ${OpenCV_LIBS})
    target_include_directories(sc_opencv_dnn SYSTEM INTERFACE ${OpenCV_INCLUDE_DIRS})
else()
    find_path(OPENCV_INCLUDE_DIR NAMES opencv2/dnn.hpp PATH_SUFFIXES opencv4)
    find_library(OPENCV_DNN_LIBRARY NAMES opencv_dnn)
    find_library(OPENCV_CORE_LIBRARY NAMES opencv_core)
    if(OPENCV_INCLUDE_DIR AND OPENCV_DNN_LIBRARY AND OPENCV_CORE_LIBRARY)
        add_library(sc_opencv_dnn INTERFACE)
        target_link_libraries(sc_opencv_dnn INTERFACE "${OPENCV_DNN_LIBRARY}" "${OPENCV_CORE_LIBRARY}")
        target_include_directories(sc_opencv_dnn SYSTEM INTERFACE "${OPENCV_INCLUDE_DIR}")
    else()
        message(STATUS "OpenCV not found: models of one's own for labels are left out")
    endif()
endif()
