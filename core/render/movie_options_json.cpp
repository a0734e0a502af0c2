// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/movie_options_json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace sc::render {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::render)
};

template<class Enum, size_t N> QString word(const std::array<const char *, N> &words, Enum value)
{
    return QString::fromLatin1(words[static_cast<size_t>(value)]);
}

template<class Kind> QString idsOf(const std::vector<Kind> &kinds)
{
    QStringList ids;
    for (const Kind kind : kinds)
        ids << media::idOf(kind);
    return ids.join(QStringLiteral(", "));
}

QJsonObject burnToJson(const BurnIn &burn)
{
    return {{QStringLiteral("burnLyrics"), burn.lyrics},
            {QStringLiteral("burnTimecode"), burn.timecode},
            {QStringLiteral("burnNames"), burn.names},
            {QStringLiteral("startAtOneHour"), burn.startAtOneHour}};
}

void readBurn(OptionReader &reader, BurnIn &burn)
{
    reader.read("burnLyrics", burn.lyrics);
    reader.read("burnTimecode", burn.timecode);
    reader.read("burnNames", burn.names);
    reader.read("startAtOneHour", burn.startAtOneHour);
}

void readRate(OptionReader &reader, std::optional<FrameRate> &rate)
{
    const QString text = reader.text("rate");
    if (text.isEmpty() || text == u"project")
        return;
    rate = FrameRate::parse(text);
    if (!rate)
        reader.refuse("rate", Text::tr("project, 24, 25, 30, 50, 60 or one of their 1001 kin"));
}

void readSize(OptionReader &reader, int &width, int &height)
{
    reader.read("width", width, 0, 8192);
    reader.read("height", height, 0, 8192);
}

void readPicture(OptionReader &reader, PictureOptions &picture)
{
    if (const QString id = reader.text("codec"); !id.isEmpty()) {
        if (const auto codec = media::videoCodecOf(id))
            picture.codec = *codec;
        else
            reader.refuse("codec", idsOf(media::videoCodecs()));
    }
    reader.read("profile", picture.profile);
    reader.read("encoder", picture.encoder);
    reader.read("bitRate", picture.bitRate, 0, 2'000'000'000);
    reader.read("speed", picture.speed);
    reader.read("fullRange", picture.isFullRange);
    reader.read("alpha", picture.hasAlpha);
    reader.read("timecodeTrack", picture.timecodeTrack);
    reader.read("content", kContentWords, picture.content);
    reader.read("framing", kFramingWords, picture.framing);
    reader.read("focus", picture.focus, 0, 1);
    readRate(reader, picture.rate);
}

void readSound(OptionReader &reader, SoundOptions &sound)
{
    const QString id = reader.text("sound");
    sound.keepsSong = id == u"keep";
    sound.isSilent = id == u"none";
    if (!id.isEmpty() && !sound.keepsSong && !sound.isSilent) {
        if (const auto codec = media::audioCodecOf(id))
            sound.codec = *codec;
        else
            reader.refuse("sound", idsOf(media::audioCodecs()) + QStringLiteral(", keep, none"));
    }
    reader.read("soundRate", sound.bitRate, 32'000, 512'000);
    reader.read("loudness", kLoudnessWords, sound.loudness);
    reader.read("lufs", sound.targetLufs, -60, -5);
    reader.read("peak", sound.peakDbtp, -9, 0);
}

} // namespace

void OptionReader::refuse(const char *key, const QString &allowed)
{
    if (m_problem)
        return;
    m_problem =
        Problem(ProblemCode::InvalidParameter, Text::tr("The option \"%1\" cannot be \"%2\".")
                                                   .arg(QLatin1String(key), m_json.value(QLatin1String(key)).toVariant().toString()))
            .withDetail(Text::tr("It may be: %1").arg(allowed));
}

void OptionReader::read(const char *key, bool &value)
{
    const QJsonValue found = m_json.value(QLatin1String(key));
    if (found.isBool())
        value = found.toBool();
    else if (!found.isUndefined())
        refuse(key, QStringLiteral("true, false"));
}

void OptionReader::read(const char *key, double &value, double least, double most)
{
    const QJsonValue found = m_json.value(QLatin1String(key));
    if (found.isUndefined())
        return;
    const double number = found.toDouble(least - 1);
    if (found.isDouble() && number >= least && number <= most)
        value = number;
    else
        refuse(key, Text::tr("%1 to %2").arg(least).arg(most));
}

void OptionReader::read(const char *key, qint64 &value, qint64 least, qint64 most)
{
    auto number = static_cast<double>(value);
    read(key, number, static_cast<double>(least), static_cast<double>(most));
    value = static_cast<qint64>(number);
}

void OptionReader::read(const char *key, int &value, int least, int most)
{
    qint64 number = value;
    read(key, number, qint64(least), qint64(most));
    value = static_cast<int>(number);
}

void OptionReader::read(const char *key, QString &value)
{
    const QJsonValue found = m_json.value(QLatin1String(key));
    if (found.isString())
        value = found.toString();
    else if (!found.isUndefined())
        refuse(key, Text::tr("a word"));
}

void OptionReader::readWord(const char *key, const std::vector<const char *> &words, int &index)
{
    const QString found = text(key);
    if (!has(key))
        return;
    QStringList allowed;
    for (size_t i = 0; i < words.size(); ++i) {
        if (found == QLatin1String(words[i])) {
            index = static_cast<int>(i);
            return;
        }
        allowed << QLatin1String(words[i]);
    }
    refuse(key, allowed.join(QStringLiteral(", ")));
}

QJsonObject toJson(const MovieExport &options)
{
    QJsonObject json = burnToJson(options.burnIn);
    const PictureOptions &picture = options.picture;
    const SoundOptions &sound = options.sound;
    const auto put = [&](const char *key, const QJsonValue &value) { json.insert(QLatin1String(key), value); };
    put("width", options.width);
    put("height", options.height);
    put("quality", options.quality);
    put("missing", word(kMissingWords, options.missing));
    put("container", media::idOf(options.container));
    put("fastStart", options.fastStart);
    put("codec", media::idOf(picture.codec));
    put("profile", picture.profile);
    put("encoder", picture.encoder);
    put("bitRate", picture.bitRate);
    put("speed", picture.speed);
    put("fullRange", picture.isFullRange);
    put("alpha", picture.hasAlpha);
    put("timecodeTrack", picture.timecodeTrack);
    put("content", word(kContentWords, picture.content));
    put("framing", word(kFramingWords, picture.framing));
    put("focus", picture.focus);
    put("rate", picture.rate ? picture.rate->toString() : QStringLiteral("project"));
    put("sound", sound.isSilent ? QStringLiteral("none") : sound.keepsSong ? QStringLiteral("keep") : media::idOf(sound.codec));
    put("soundRate", sound.bitRate);
    put("loudness", word(kLoudnessWords, sound.loudness));
    put("lufs", sound.targetLufs);
    put("peak", sound.peakDbtp);
    return json;
}

Result<MovieExport> movieExportFromJson(const QJsonObject &json)
{
    MovieExport options;
    OptionReader reader(json);
    readSize(reader, options.width, options.height);
    reader.read("quality", options.quality, 0, 51);
    reader.read("missing", kMissingWords, options.missing);
    reader.read("fastStart", options.fastStart);
    readPicture(reader, options.picture);
    options.container = media::containersOf(options.picture.codec).front();
    if (const QString id = reader.text("container"); !id.isEmpty()) {
        if (const auto container = media::containerOf(id))
            options.container = *container;
        else
            reader.refuse("container", idsOf(media::containers()));
    }
    options.sound.codec = media::audioCodecsOf(options.container).front();
    readSound(reader, options.sound);
    readBurn(reader, options.burnIn);
    if (reader.problem())
        return std::unexpected(*reader.problem());
    return options;
}

QJsonObject toJson(const ImageExport &options)
{
    QJsonObject json = burnToJson(options.burnIn);
    json.insert(QStringLiteral("width"), options.width);
    json.insert(QStringLiteral("height"), options.height);
    json.insert(QStringLiteral("format"), word(kImageWords, options.format));
    json.insert(QStringLiteral("quality"), options.quality);
    json.insert(QStringLiteral("firstNumber"), options.firstNumber);
    json.insert(QStringLiteral("alpha"), options.hasAlpha);
    json.insert(QStringLiteral("withSong"), options.withSong);
    json.insert(QStringLiteral("missing"), word(kMissingWords, options.missing));
    json.insert(QStringLiteral("framing"), word(kFramingWords, options.framing));
    json.insert(QStringLiteral("rate"), options.rate ? options.rate->toString() : QStringLiteral("project"));
    return json;
}

Result<ImageExport> imageExportFromJson(const QJsonObject &json)
{
    ImageExport options;
    OptionReader reader(json);
    readSize(reader, options.width, options.height);
    reader.read("format", kImageWords, options.format);
    reader.read("quality", options.quality, 1, 100);
    reader.read("firstNumber", options.firstNumber, 0, 99'999'999);
    reader.read("alpha", options.hasAlpha);
    reader.read("withSong", options.withSong);
    reader.read("missing", kMissingWords, options.missing);
    reader.read("framing", kFramingWords, options.framing);
    readRate(reader, options.rate);
    readBurn(reader, options.burnIn);
    if (reader.problem())
        return std::unexpected(*reader.problem());
    return options;
}

} // namespace sc::render
