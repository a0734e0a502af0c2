// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/keys.h"

#include "core/audio/analysis.h"

namespace sc::library {

namespace {

constexpr int kNumbers = 12; // on the wheel

int placeOfCode(const QString &code)
{
    const QString upper = code.trimmed().toUpper();
    const bool isMajor = upper.endsWith(u'B');
    bool isNumber = false;
    const int number = upper.chopped(upper.isEmpty() ? 0 : 1).toInt(&isNumber);
    if (!isNumber || number < 1 || number > kNumbers || (!isMajor && !upper.endsWith(u'A')))
        return -1;
    return 2 * (number - 1) + (isMajor ? 1 : 0);
}

} // namespace

const QStringList &keyNames()
{
    static const QStringList names = [] {
        const QStringList tonics = QStringLiteral("C C# D Eb E F F# G Ab A Bb B").split(u' ');
        QStringList all;
        for (const QString &mode : {QStringLiteral(" major"), QStringLiteral(" minor")}) {
            for (const QString &tonic : tonics)
                all.append(tonic + mode);
        }
        return all;
    }();
    return names;
}

int wheelPlace(const QString &key)
{
    const QString code = audio::camelotOf(key);
    return placeOfCode(code.isEmpty() ? key : code);
}

quint32 compatiblePlaces(int place)
{
    if (place < 0)
        return 0;
    const auto bit = [](int number, int mode) { return quint32(1) << (2 * ((number + kNumbers) % kNumbers) + mode); };
    const int number = place / 2;
    const int mode = place % 2;
    return bit(number, mode) | bit(number - 1, mode) | bit(number + 1, mode) | bit(number, 1 - mode);
}

} // namespace sc::library
