# SPDX-License-Identifier: GPL-3.0-or-later
# One helper per kind of target. What a target may include is what it links: an arrow that is not written here
# does not compile, because third-party include paths and generated headers travel only along links, and
# ScLayers.cmake checks the StoryCanvas ones.
include(GNUInstallDirs)

# sc_add_library(core_media SOURCES a.cpp a.h PUBLIC sc::core_base Qt6::Gui PRIVATE ... )
function(sc_add_library name)
    cmake_parse_arguments(ARG "NO_PCH" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    add_library(sc::${name} ALIAS ${name})
    set_target_properties(${name} PROPERTIES AUTOMOC ON FOLDER core)
    target_link_libraries(${name} PUBLIC sc_flags ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    if(NOT ARG_NO_PCH)
        sc_pch(${name})
    endif()
endfunction()

# Few, heavy, stable headers only: a change of a precompiled header rebuilds everything behind it.
function(sc_pch name)
    target_precompile_headers(${name} PRIVATE
        <QtCore/QString> <QtCore/QObject> <QtCore/QJsonObject> <QtCore/QJsonArray> <QtCore/QFile> <QtCore/QDateTime>
        <algorithm> <cmath> <expected> <functional> <memory> <optional> <string> <vector>)
    if(name MATCHES "^ui_")
        target_precompile_headers(${name} PRIVATE <QtWidgets/QWidget> <QtGui/QPainter> <QtGui/QPixmap>)
    endif()
endfunction()

function(sc_add_executable name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE sc_flags ${ARG_LINK})
endfunction()

# sc_add_test(tst_core_base SOURCES tst_ticks.cpp LINK sc::core_base [WINDOWS])
# Every source file holds one QtTest class and registers it with SC_TEST(Class) of tests/support/test_main.h.
# WINDOWS: needs a display; runs under Xvfb when ctest is started by ./dev test.
function(sc_add_test name)
    cmake_parse_arguments(ARG "WINDOWS" "TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300) # generous: a busy machine is no failure, a hang is
    endif()
    if(SC_SANITIZE)
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 4")
    endif()
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${name} PRIVATE sc_flags sc::test_support ${ARG_LINK} Qt6::Test)
    # QtTest would start a debugger on a crash, which on a build machine can hang for ever.
    add_test(NAME ${name} COMMAND ${name} -nocrashhandler)
    set(env "QT_LOGGING_RULES=qt.multimedia*=false;sc.*.debug=false" "SC_SOURCE_DIR=${CMAKE_SOURCE_DIR}" "SC_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
    if(ARG_WINDOWS)
        list(APPEND env "SC_TEST_WINDOWS=1")
        # One at a time: two programs on one display take the focus from one another.
        set_tests_properties(${name} PROPERTIES LABELS windows RESOURCE_LOCK display)
    else()
        list(APPEND env "QT_QPA_PLATFORM=offscreen")
    endif()
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "${env}" TIMEOUT ${ARG_TIMEOUT})
endfunction()
