// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands_analyze_settings.h"

#include "app/cli/library_access.h"
#include "core/audio/loudness_targets.h"
#include "core/audio/user_model.h"
#include "core/base/timecode.h"
#include "core/interchange/song_lyrics.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

#include <cmath>

namespace sc::cli {

namespace {

QString text(const char *words)
{
    return QCoreApplication::translate("sc::cli", words);
}

double numberOf(const QString &word)
{
    bool good = false;
    const double value = word.toDouble(&good);
    return good ? value : std::nan("");
}

// Keeps, forgets or reads the target of one's own.
Result<std::optional<audio::LoudnessTarget>> ownTarget(library::Library &library, const Arguments &arguments)
{
    if (arguments.has(QStringLiteral("no-own"))) {
        SC_TRY(library.setSetting(audio::kOwnLoudnessSetting, {}));
        return std::nullopt;
    }
    if (!arguments.has(QStringLiteral("lufs")) && !arguments.has(QStringLiteral("peak")))
        return audio::ownLoudnessTargetFromText(library.setting(audio::kOwnLoudnessSetting));
    SC_TRY_ASSIGN(target, audio::ownLoudnessTarget(numberOf(arguments.value(QStringLiteral("lufs"), QStringLiteral("-14"))),
                                                   numberOf(arguments.value(QStringLiteral("peak"), QStringLiteral("-1")))));
    SC_TRY(library.setSetting(audio::kOwnLoudnessSetting, audio::toText(target)));
    return target;
}

QString originName(interchange::SongLyrics::Origin origin)
{
    using Origin = interchange::SongLyrics::Origin;
    return origin == Origin::FileBeside ? QStringLiteral("file")
           : origin == Origin::TimedTag ? QStringLiteral("timed_tag")
           : origin == Origin::Tag      ? QStringLiteral("tag")
                                        : QStringLiteral("none");
}

QJsonObject modelJson(const audio::UserModel &model)
{
    QJsonObject kinds;
    for (int kind = 0; kind < audio::kLabelKinds; ++kind) {
        const auto count = std::ranges::count(model.labels, static_cast<audio::LabelKind>(kind), &audio::Label::kind);
        if (count > 0)
            kinds.insert(audio::labelKindName(static_cast<audio::LabelKind>(kind)), qint64(count));
    }
    return {{QStringLiteral("model"), model.path},
            {QStringLiteral("name"), model.name},
            {QStringLiteral("licence"), model.licence},
            {QStringLiteral("labels"), kinds}};
}

} // namespace

Result<Output> showLoudness(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    SC_TRY_ASSIGN(own, ownTarget(*library, invocation.arguments));
    const auto analysis = library->measuredAnalysis(track.id);
    if (!analysis)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, text("\"%1\" was not analysed yet.").arg(track.title)));
    std::vector<audio::LoudnessTarget> targets = audio::loudnessTargets();
    if (own)
        targets.insert(targets.begin(), *own);
    Output output;
    QJsonArray list;
    for (const audio::LoudnessTarget &target : targets) {
        const auto advice = audio::adviseLoudness(*analysis, target);
        if (!advice)
            continue;
        list.append(QJsonObject{{QStringLiteral("name"), target.name},
                                {QStringLiteral("own"), own && &target == &targets.front()},
                                {QStringLiteral("lufs"), target.lufs},
                                {QStringLiteral("peak_dbtp"), target.peakDbtp},
                                {QStringLiteral("gain_db"), advice->gainDb},
                                {QStringLiteral("peak_after_dbtp"), advice->peakAfterDbtp},
                                {QStringLiteral("fits_peak"), advice->fitsPeak},
                                {QStringLiteral("largest_gain_db"), advice->largestGainDb}});
        const QString peak =
            advice->fitsPeak ? text("peaks held") : text("needs a limiter, %1 dB without").arg(advice->largestGainDb, 0, 'f', 1);
        output.text += QStringLiteral("%1 %2 LUFS  %3 dB  %4\n")
                           .arg(target.name.leftJustified(22))
                           .arg(target.lufs, 5, 'f', 1)
                           .arg(advice->gainDb, 6, 'f', 1)
                           .arg(peak);
    }
    if (list.isEmpty())
        output.text = text("The song is silent: no gain reaches a target.");
    output.json = list;
    return output;
}

Result<Output> showSongLyrics(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(track, findTrack(*library, invocation.word(0)));
    const interchange::SongLyrics lyrics = interchange::lyricsOfSong(track.file);
    Output output;
    QJsonArray lines;
    for (const timeline::LyricLine &line : lyrics.lines) {
        lines.append(QJsonObject{{QStringLiteral("start"), line.start.toSeconds()},
                                 {QStringLiteral("end"), line.end ? QJsonValue(line.end->toSeconds()) : QJsonValue()},
                                 {QStringLiteral("text"), line.text}});
        output.text += QStringLiteral("%1  %2\n").arg(formatClock(line.start, 2).rightJustified(9), line.text.simplified());
    }
    if (!lyrics.plain.isEmpty())
        output.text = lyrics.plain + u'\n' + text("These words have no times.");
    if (lyrics.origin == interchange::SongLyrics::Origin::None)
        output.text = text("No lyrics lie beside this song or in its tags.");
    for (const QString &notice : lyrics.notices)
        output.text += QStringLiteral("\n! ") + notice;
    output.json = QJsonObject{{QStringLiteral("origin"), originName(lyrics.origin)},
                              {QStringLiteral("file"), lyrics.file},
                              {QStringLiteral("lines"), lines},
                              {QStringLiteral("plain"), lyrics.plain},
                              {QStringLiteral("notices"), QJsonArray::fromStringList(lyrics.notices)}};
    return output;
}

Result<Output> chooseModel(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    if (invocation.arguments.has(QStringLiteral("off"))) {
        SC_TRY(library->setSetting(audio::kUserModelSetting, {}));
        return Output{text("No model of your own is used."), QJsonObject{{QStringLiteral("model"), QJsonValue()}}};
    }
    if (!invocation.arguments.positional().isEmpty()) {
        const auto absolute = [](const QString &path) { return path.isEmpty() ? path : QFileInfo(path).absoluteFilePath(); };
        const QString onnx = absolute(invocation.word(0));
        const QString labels = absolute(invocation.arguments.value(QStringLiteral("labels")));
        SC_TRY(audio::readUserModel(onnx, labels)); // what does not fit is not kept
        SC_TRY(library->setSetting(audio::kUserModelSetting, audio::userModelSetting(onnx, labels)));
    }
    SC_TRY_ASSIGN(model, audio::userModelOf(library->setting(audio::kUserModelSetting)));
    if (!model)
        return Output{text("No model of your own is used."), QJsonObject{{QStringLiteral("model"), QJsonValue()}}};
    return Output{text("%1, licence: %2, %3 labels").arg(model->name, model->licence).arg(model->labels.size()), modelJson(*model)};
}

} // namespace sc::cli
