// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/labels.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr std::array<const char *, kLabelKinds> kKinds = {"genre", "mood", "instrument", "tag"};
constexpr qsizetype kMostLabels = 500; // a song with more is no song but damage
constexpr qsizetype kLongestName = 120;

// One list feeds the vocabulary and lupdate.
constexpr std::array kGenres = {
    QT_TRANSLATE_NOOP("sc::audio::label", "electronic"),    QT_TRANSLATE_NOOP("sc::audio::label", "house"),
    QT_TRANSLATE_NOOP("sc::audio::label", "techno"),        QT_TRANSLATE_NOOP("sc::audio::label", "trance"),
    QT_TRANSLATE_NOOP("sc::audio::label", "drum and bass"), QT_TRANSLATE_NOOP("sc::audio::label", "dubstep"),
    QT_TRANSLATE_NOOP("sc::audio::label", "ambient"),       QT_TRANSLATE_NOOP("sc::audio::label", "synthwave"),
    QT_TRANSLATE_NOOP("sc::audio::label", "hip-hop"),       QT_TRANSLATE_NOOP("sc::audio::label", "R&B"),
    QT_TRANSLATE_NOOP("sc::audio::label", "pop"),           QT_TRANSLATE_NOOP("sc::audio::label", "rock"),
    QT_TRANSLATE_NOOP("sc::audio::label", "metal"),         QT_TRANSLATE_NOOP("sc::audio::label", "punk"),
    QT_TRANSLATE_NOOP("sc::audio::label", "folk"),          QT_TRANSLATE_NOOP("sc::audio::label", "country"),
    QT_TRANSLATE_NOOP("sc::audio::label", "jazz"),          QT_TRANSLATE_NOOP("sc::audio::label", "blues"),
    QT_TRANSLATE_NOOP("sc::audio::label", "soul"),          QT_TRANSLATE_NOOP("sc::audio::label", "funk"),
    QT_TRANSLATE_NOOP("sc::audio::label", "reggae"),        QT_TRANSLATE_NOOP("sc::audio::label", "latin"),
    QT_TRANSLATE_NOOP("sc::audio::label", "classical"),     QT_TRANSLATE_NOOP("sc::audio::label", "soundtrack"),
    QT_TRANSLATE_NOOP("sc::audio::label", "experimental"),  QT_TRANSLATE_NOOP("sc::audio::label", "spoken"),
};
constexpr std::array kMoods = {
    QT_TRANSLATE_NOOP("sc::audio::label", "euphoric"),   QT_TRANSLATE_NOOP("sc::audio::label", "joyful"),
    QT_TRANSLATE_NOOP("sc::audio::label", "energetic"),  QT_TRANSLATE_NOOP("sc::audio::label", "uplifting"),
    QT_TRANSLATE_NOOP("sc::audio::label", "triumphant"), QT_TRANSLATE_NOOP("sc::audio::label", "peaceful"),
    QT_TRANSLATE_NOOP("sc::audio::label", "relaxed"),    QT_TRANSLATE_NOOP("sc::audio::label", "dreamy"),
    QT_TRANSLATE_NOOP("sc::audio::label", "serene"),     QT_TRANSLATE_NOOP("sc::audio::label", "nostalgic"),
    QT_TRANSLATE_NOOP("sc::audio::label", "tense"),      QT_TRANSLATE_NOOP("sc::audio::label", "aggressive"),
    QT_TRANSLATE_NOOP("sc::audio::label", "anxious"),    QT_TRANSLATE_NOOP("sc::audio::label", "intense"),
    QT_TRANSLATE_NOOP("sc::audio::label", "menacing"),   QT_TRANSLATE_NOOP("sc::audio::label", "melancholic"),
    QT_TRANSLATE_NOOP("sc::audio::label", "sad"),        QT_TRANSLATE_NOOP("sc::audio::label", "gloomy"),
    QT_TRANSLATE_NOOP("sc::audio::label", "haunting"),   QT_TRANSLATE_NOOP("sc::audio::label", "brooding"),
};
constexpr std::array kInstruments = {
    QT_TRANSLATE_NOOP("sc::audio::label", "drums"),
    QT_TRANSLATE_NOOP("sc::audio::label", "percussion"),
    QT_TRANSLATE_NOOP("sc::audio::label", "bass"),
    QT_TRANSLATE_NOOP("sc::audio::label", "electric guitar"),
    QT_TRANSLATE_NOOP("sc::audio::label", "acoustic guitar"),
    QT_TRANSLATE_NOOP("sc::audio::label", "piano"),
    QT_TRANSLATE_NOOP("sc::audio::label", "keys"),
    QT_TRANSLATE_NOOP("sc::audio::label", "synth lead"),
    QT_TRANSLATE_NOOP("sc::audio::label", "synth pad"),
    QT_TRANSLATE_NOOP("sc::audio::label", "strings"),
    QT_TRANSLATE_NOOP("sc::audio::label", "brass"),
    QT_TRANSLATE_NOOP("sc::audio::label", "woodwind"),
    QT_TRANSLATE_NOOP("sc::audio::label", "vocals"),
    QT_TRANSLATE_NOOP("sc::audio::label", "choir"),
    QT_TRANSLATE_NOOP("sc::audio::label", "effects"),
};
constexpr std::array kTags = {
    QT_TRANSLATE_NOOP("sc::audio::label", "fast"),     QT_TRANSLATE_NOOP("sc::audio::label", "slow"),
    QT_TRANSLATE_NOOP("sc::audio::label", "loud"),     QT_TRANSLATE_NOOP("sc::audio::label", "quiet"),
    QT_TRANSLATE_NOOP("sc::audio::label", "dynamic"),  QT_TRANSLATE_NOOP("sc::audio::label", "steady"),
    QT_TRANSLATE_NOOP("sc::audio::label", "bright"),   QT_TRANSLATE_NOOP("sc::audio::label", "dark"),
    QT_TRANSLATE_NOOP("sc::audio::label", "dense"),    QT_TRANSLATE_NOOP("sc::audio::label", "sparse"),
    QT_TRANSLATE_NOOP("sc::audio::label", "vocal"),    QT_TRANSLATE_NOOP("sc::audio::label", "instrumental"),
    QT_TRANSLATE_NOOP("sc::audio::label", "acoustic"), QT_TRANSLATE_NOOP("sc::audio::label", "electronic"),
    QT_TRANSLATE_NOOP("sc::audio::label", "loopable"),
};

template<size_t N> QStringList listOf(const std::array<const char *, N> &names)
{
    QStringList list;
    for (const char *name : names)
        list.append(QString::fromLatin1(name));
    return list;
}

Problem unreadable(const QString &why)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::audio", "The song's labels cannot be read. Analyse the song again."))
        .withDetail(why);
}

} // namespace

QString labelKindName(LabelKind kind)
{
    return QLatin1String(kKinds[static_cast<size_t>(kind)]);
}

const QStringList &labelVocabulary(LabelKind kind)
{
    static const std::array<QStringList, kLabelKinds> kVocabulary = {listOf(kGenres), listOf(kMoods), listOf(kInstruments), listOf(kTags)};
    return kVocabulary[static_cast<size_t>(kind)];
}

QString labelTitle(const QString &name)
{
    return QCoreApplication::translate("sc::audio::label", name.toUtf8().constData());
}

QJsonArray toJson(const std::vector<Label> &labels)
{
    QJsonArray json;
    for (const Label &label : labels) {
        QJsonObject object{{QStringLiteral("kind"), labelKindName(label.kind)},
                           {QStringLiteral("name"), label.name},
                           {QStringLiteral("confidence"), std::round(label.confidence * 1e4) / 1e4}};
        if (!label.source.isEmpty())
            object.insert(QStringLiteral("source"), label.source);
        json.append(object);
    }
    return json;
}

Result<std::vector<Label>> labelsFromJson(const QJsonArray &json)
{
    if (json.size() > kMostLabels)
        return std::unexpected(unreadable(QStringLiteral("%1 labels").arg(json.size())));
    std::vector<Label> labels;
    for (const QJsonValue &value : json) {
        const QJsonObject object = value.toObject();
        const auto kind = std::ranges::find(kKinds, object.value(u"kind").toString().toStdString());
        Label label;
        label.name = object.value(u"name").toString();
        label.confidence = object.value(u"confidence").toDouble(-1);
        label.source = object.value(u"source").toString();
        if (kind == kKinds.end())
            return std::unexpected(unreadable(QStringLiteral("a label of an unknown kind")));
        if (label.name.isEmpty() || label.name.size() > kLongestName)
            return std::unexpected(unreadable(QStringLiteral("a label without a name")));
        if (!(label.confidence >= 0 && label.confidence <= 1))
            return std::unexpected(unreadable(QStringLiteral("the confidence of %1 is not within 0 and 1").arg(label.name.left(40))));
        label.kind = static_cast<LabelKind>(kind - kKinds.begin());
        labels.push_back(std::move(label));
    }
    return labels;
}

} // namespace sc::audio
