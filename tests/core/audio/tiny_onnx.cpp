// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audio/tiny_onnx.h"

#include <QtCore/QList>

namespace sc::test {

namespace {

// Protocol buffers by hand: a field is its number and kind, then a varint or a length and bytes.
QByteArray varint(quint64 value)
{
    QByteArray bytes;
    do {
        bytes.append(static_cast<char>((value & 0x7f) | (value > 0x7f ? 0x80 : 0)));
        value >>= 7;
    } while (value > 0);
    return bytes;
}

QByteArray number(int field, quint64 value)
{
    return varint(static_cast<quint64>(field) << 3) + varint(value);
}

QByteArray bytes(int field, const QByteArray &value)
{
    return varint((static_cast<quint64>(field) << 3) | 2) + varint(static_cast<quint64>(value.size())) + value;
}

QByteArray node(const QByteArray &type, const QList<QByteArray> &inputs, const QByteArray &output, const QByteArray &attributes = {})
{
    QByteArray message;
    for (const QByteArray &input : inputs)
        message += bytes(1, input);
    message += bytes(2, output) + bytes(3, type + "_1") + bytes(4, type) + attributes;
    return bytes(1, message);
}

QByteArray floats(const QByteArray &name, const QList<int> &shape, const QList<float> &values)
{
    QByteArray message;
    for (const int size : shape)
        message += number(1, static_cast<quint64>(size));
    message += number(2, 1) + bytes(8, name);
    message += bytes(9, QByteArray(reinterpret_cast<const char *>(values.constData()), values.size() * qsizetype(sizeof(float))));
    return bytes(5, message);
}

QByteArray valueInfo(int field, const QByteArray &name, const QList<int> &shape)
{
    QByteArray sizes;
    for (const int size : shape)
        sizes += bytes(1, number(1, static_cast<quint64>(size)));
    return bytes(field, bytes(1, name) + bytes(2, bytes(1, number(1, 1) + bytes(2, sizes))));
}

} // namespace

QByteArray tinyOnnx(int frames, int bands, const QByteArray &pooling)
{
    const QByteArray transposed = bytes(5, bytes(1, "transB") + number(3, 1) + number(20, 2));
    const QByteArray graph = node(pooling, {"x"}, "mean") + node("Flatten", {"mean"}, "flat") +
                             node("Gemm", {"flat", "w", "b"}, "odds", transposed) + node("Sigmoid", {"odds"}, "y") + bytes(2, "tiny") +
                             floats("w", {2, 1}, {2, -2}) + floats("b", {2}, {-3, 3}) + valueInfo(11, "x", {1, 1, frames, bands}) +
                             valueInfo(12, "y", {1, 2});
    return number(1, 7) + bytes(7, graph) + bytes(8, bytes(1, "") + number(2, 11));
}

QByteArray tinyDescription()
{
    return R"({"name": "Tiny", "licence": "CC0",
 "input": {"sample_rate": 16000, "frame": 512, "hop": 256, "bands": 32, "patch_frames": 64, "patch_hop": 64, "shape": [1, 1, 64, 32]},
 "output": {"name": "", "activation": "none"},
 "labels": [{"kind": "tag", "name": "sounding"}, {"kind": "tag", "name": "silent"}]})";
}

} // namespace sc::test
