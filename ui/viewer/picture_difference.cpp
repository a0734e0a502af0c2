// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewer/picture_difference.h"

#include <algorithm>
#include <cstdlib>

namespace sc::ui {

PictureDifference differenceOf(const QImage &first, const QImage &second, int gain)
{
    if (first.isNull() || second.isNull())
        return {};
    const QImage a = first.convertToFormat(QImage::Format_RGB32);
    const QImage b = (second.size() == first.size() ? second : second.scaled(first.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation))
                         .convertToFormat(QImage::Format_RGB32);
    PictureDifference found;
    found.image = QImage(a.size(), QImage::Format_RGB32);
    qint64 sum = 0;
    qint64 seen = 0;
    for (int y = 0; y < a.height(); ++y) {
        const auto *one = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *two = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        auto *out = reinterpret_cast<QRgb *>(found.image.scanLine(y));
        for (int x = 0; x < a.width(); ++x) {
            const int red = std::abs(qRed(one[x]) - qRed(two[x]));
            const int green = std::abs(qGreen(one[x]) - qGreen(two[x]));
            const int blue = std::abs(qBlue(one[x]) - qBlue(two[x]));
            sum += red + green + blue;
            seen += std::max({red, green, blue}) > PictureDifference::kSeen ? 1 : 0;
            out[x] = qRgb(std::min(255, red * gain), std::min(255, green * gain), std::min(255, blue * gain));
        }
    }
    const double pixels = double(a.width()) * a.height();
    found.mean = double(sum) / (pixels * 3 * 255);
    found.share = double(seen) / pixels;
    return found;
}

} // namespace sc::ui
