// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"

#include <QtCore/QDateTime>
#include <QtCore/QRandomGenerator>
#include <QtCore/QUuid>

#include <mutex>

namespace sc {

QString newUuidV7()
{
    // The 12 bits after the version count within one millisecond, so that ids of a batch keep their order.
    static std::mutex mutex;
    static std::int64_t lastMs = 0;
    static std::uint32_t counter = 0;

    std::int64_t ms = 0;
    std::uint32_t sequence = 0;
    {
        const std::lock_guard lock(mutex);
        ms = std::max<std::int64_t>(QDateTime::currentMSecsSinceEpoch(), lastMs);
        if (ms == lastMs) {
            if (++counter > 0xfff) {
                counter = 0;
                ++ms;
            }
        } else {
            counter = QRandomGenerator::system()->bounded(0x100);
        }
        lastMs = ms;
        sequence = counter;
    }
    const quint64 random = QRandomGenerator::system()->generate64();
    const auto time = static_cast<quint64>(ms);
    const QUuid uuid(static_cast<uint>(time >> 16), static_cast<ushort>(time), static_cast<ushort>(0x7000 | sequence),
                     static_cast<uchar>(0x80 | (random & 0x3f)), static_cast<uchar>(random >> 8), static_cast<uchar>(random >> 16),
                     static_cast<uchar>(random >> 24), static_cast<uchar>(random >> 32), static_cast<uchar>(random >> 40),
                     static_cast<uchar>(random >> 48), static_cast<uchar>(random >> 56));
    return uuid.toString(QUuid::WithoutBraces);
}

bool isUuid(QStringView text)
{
    return text.size() == 36 && !QUuid::fromString(text).isNull();
}

} // namespace sc
