// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/label_words.h"

#include "ui/theme/colour.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <cmath>
#include <iterator>
#include <span>

namespace sc::ui {

namespace {

constexpr const char *kContext = "sc::ui::LabelWords";

// Names as analyses write them; the same text, with a capital, is what is translated.
constexpr const char *kGenres[] = {
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Electronic"),    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "House"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Techno"),        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Trance"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Drum and bass"), QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Dubstep"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Ambient"),       QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Synthwave"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Hip-hop"),       QT_TRANSLATE_NOOP("sc::ui::LabelWords", "R&B"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Pop"),           QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Rock"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Metal"),         QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Punk"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Folk"),          QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Country"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Jazz"),          QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Blues"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Soul"),          QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Funk"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Reggae"),        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Latin"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Classical"),     QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Soundtrack"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Experimental"),  QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Spoken")};

// Four corners of five moods each: bright and lively, bright and calm, dark and lively, dark and calm.
constexpr int kMoodsInACorner = 5;
constexpr const char *kMoods[] = {
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Euphoric"),   QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Joyful"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Energetic"),  QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Uplifting"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Triumphant"), QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Peaceful"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Relaxed"),    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Dreamy"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Serene"),     QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Nostalgic"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Tense"),      QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Aggressive"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Anxious"),    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Intense"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Menacing"),   QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Melancholic"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Sad"),        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Gloomy"),
    QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Haunting"),   QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Brooding")};

constexpr const char *kInstruments[] = {QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Drums"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Percussion"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Bass"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Electric guitar"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Acoustic guitar"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Piano"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Keys"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Synth lead"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Synth pad"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Strings"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Brass"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Woodwind"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Vocals"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Choir"),
                                        QT_TRANSLATE_NOOP("sc::ui::LabelWords", "Effects")};

QString nameOf(const char *word)
{
    QString name = QString::fromLatin1(word);
    if (name != u"R&B")
        name[0] = name[0].toLower();
    return name;
}

QStringList namesOf(std::span<const char *const> words)
{
    QStringList names;
    for (const char *word : words)
        names.append(nameOf(word));
    return names;
}

const QHash<QString, const char *> &knownWords()
{
    static const QHash<QString, const char *> known = [] {
        QHash<QString, const char *> words;
        for (const std::span<const char *const> list :
             {std::span<const char *const>(kGenres), std::span<const char *const>(kMoods), std::span<const char *const>(kInstruments)}) {
            for (const char *word : list)
                words.insert(nameOf(word), word);
        }
        return words;
    }();
    return known;
}

} // namespace

QString labelWord(const QString &name)
{
    if (const char *word = knownWords().value(name, nullptr))
        return QCoreApplication::translate(kContext, word);
    return name;
}

QString labelWords(const QStringList &names)
{
    QStringList words;
    for (const QString &name : names)
        words.append(labelWord(name));
    return words.join(QStringLiteral(", "));
}

const QStringList &genreNames()
{
    static const QStringList names = namesOf(kGenres);
    return names;
}

const QStringList &moodNames()
{
    static const QStringList names = namesOf(kMoods);
    return names;
}

const QStringList &instrumentNames()
{
    static const QStringList names = namesOf(kInstruments);
    return names;
}

WordTint moodTint(const QString &mood, const Theme &theme)
{
    constexpr float kHues[] = {30, 200, 350, 262};
    const auto place = moodNames().indexOf(mood);
    if (place < 0)
        return plainTint(theme);
    const float hue = kHues[place / kMoodsInACorner] / 360.0F;
    if (theme.hasBorders())
        return {theme.text.primary, withAlpha(QColor::fromHslF(hue, 0.75F, 0.55F), 0.34)};
    return theme.isDark() ? WordTint{QColor::fromHslF(hue, 0.78F, 0.78F), withAlpha(QColor::fromHslF(hue, 0.72F, 0.57F), 0.17)}
                          : WordTint{QColor::fromHslF(hue, 0.72F, 0.27F), withAlpha(QColor::fromHslF(hue, 0.75F, 0.50F), 0.15)};
}

WordTint plainTint(const Theme &theme)
{
    return {theme.text.secondary, theme.state.chip};
}

double drawWordChip(QPainter &painter, const QRectF &box, const QString &word, const WordTint &tint, const Theme &theme)
{
    const double width = std::ceil(QFontMetricsF(theme.fonts.caption).horizontalAdvance(word)) + 16;
    if (width > box.width())
        return 0;
    const QRectF plate(box.left(), std::floor(box.center().y()) - 9.5, width, 20);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint.fill);
    painter.drawRoundedRect(plate, radius::kChip, radius::kChip);
    painter.setFont(theme.fonts.caption);
    painter.setPen(tint.ink);
    painter.drawText(plate, Qt::AlignCenter, word);
    painter.restore();
    return width;
}

} // namespace sc::ui
