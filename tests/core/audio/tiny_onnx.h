// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace sc::test {

// An ONNX network of a few hundred bytes: mean of a 1 x 1 x frames x bands input, then two outputs, sigmoid(2 m - 3) and
// sigmoid(3 - 2 m). `pooling` is the operator that takes the mean; one that does not exist makes a network that no loader
// knows.
[[nodiscard]] QByteArray tinyOnnx(int frames, int bands, const QByteArray &pooling = "GlobalAveragePool");

// What lies beside tinyOnnx(64, 32): says "sounding" for the first output and "silent" for the second.
[[nodiscard]] QByteArray tinyDescription();

} // namespace sc::test
