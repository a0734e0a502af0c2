# SPDX-License-Identifier: GPL-3.0-or-later
# The same as ./dev on Windows: needs Visual Studio 2022 (17.6 or later) with C++, CMake and vcpkg.
param([string]$Command = "help", [Parameter(ValueFromRemainingArguments = $true)][string[]]$Rest)
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$preset = if ($env:SC_PRESET) { $env:SC_PRESET } else { "release" }
$bin = "build/$preset/bin"

function Build([string[]]$Targets) {
    if (-not $env:VCPKG_ROOT) { throw "Set VCPKG_ROOT to your vcpkg folder; vcpkg.json names what is needed." }
    if (-not (Test-Path "build/$preset/build.ninja")) {
        cmake --preset $preset "-DCMAKE_TOOLCHAIN_FILE=$env:VCPKG_ROOT/scripts/buildsystems/vcpkg.cmake"
        if ($LASTEXITCODE) { exit $LASTEXITCODE }
    }
    $arguments = @("--build", "--preset", $preset)
    if ($Targets) { $arguments += @("--target") + $Targets }
    cmake @arguments
    if ($LASTEXITCODE) { exit $LASTEXITCODE }
}

switch ($Command) {
    "run" { Build @("storycanvas"); & "$bin/storycanvas.exe" @(if ($Rest) { $Rest } else { (Get-ChildItem resources/demo/neon_drive.* -Exclude *.json)[0].FullName }) }
    "test" { Build; ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j 2 @Rest; exit $LASTEXITCODE }
    "bench" { Build @("sc_bench"); & "$bin/sc_bench.exe" @Rest }
    "shots" { Build @("storycanvas"); New-Item -ItemType Directory -Force out/shots | Out-Null; & "$bin/storycanvas.exe" --profile-dir out/shots/profile --shots out/shots }
    "format" { git ls-files *.cpp *.h | ForEach-Object { clang-format -i $_ } }
    "package" { Build; Push-Location "build/$preset"; cpack -G ZIP; Pop-Location }
    "build" { Build }
    default { Write-Output "./dev.ps1 run [SONG] | test | bench | shots | format | package | build" }
}
