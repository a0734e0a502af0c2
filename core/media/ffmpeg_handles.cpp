// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/ffmpeg_handles.h"

#include "core/base/log.h"

extern "C" {
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <mutex>

namespace sc::media {

namespace {

// A hostile header may ask for gigabytes in one piece; nothing we read honestly needs more than an 8K picture.
constexpr size_t kLargestAllocation = size_t(768) << 20;

thread_local std::uint64_t containerErrors = 0;

bool isContainer(void *source)
{
    const AVClass *const *kind = static_cast<const AVClass *const *>(source);
    return kind && *kind == avformat_get_class();
}

void logToDebug(void *source, int level, const char *format, va_list arguments)
{
    if (level <= AV_LOG_ERROR && isContainer(source))
        ++containerErrors;
    if (level > AV_LOG_WARNING || !logMedia().isDebugEnabled())
        return;
    std::array<char, 512> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    qCDebug(logMedia).noquote() << QString::fromUtf8(line.data()).trimmed();
}

} // namespace

void prepareFfmpeg()
{
    static std::once_flag once;
    std::call_once(once, [] {
        av_log_set_callback(logToDebug);
        av_max_alloc(kLargestAllocation);
    });
}

std::uint64_t containerErrorsOnThisThread()
{
    return containerErrors;
}

QString errorText(int code)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return QString::fromUtf8(text.data());
}

Ticks toTicks(std::int64_t stamp, AVRational base)
{
    constexpr double kBeyond = 1e9; // seconds
    if (stamp == AV_NOPTS_VALUE || base.num <= 0 || base.den <= 0)
        return {};
    if (std::abs(static_cast<double>(stamp) * av_q2d(base)) > kBeyond)
        return {};
    return Ticks(mulDivRound(stamp, base.num * Ticks::kPerSecond, base.den));
}

} // namespace sc::media
