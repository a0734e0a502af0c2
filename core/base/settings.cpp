// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/settings.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::Settings)
};

SettingSpec flag(const char *key, const QString &group, const QString &name, const QString &text, bool standard)
{
    const QString id = QString::fromLatin1(key);
    return {.key = id,
            .page = id.section(u'.', 0, 0),
            .group = group,
            .name = name,
            .text = text,
            .kind = SettingKind::Switch,
            .standard = standard ? QStringLiteral("on") : QStringLiteral("off"),
            .choices = {},
            .choiceNames = {},
            .unit = {}};
}

SettingSpec choice(const char *key, const QString &group, const QString &name, const QString &text, const QStringList &choices,
                   const QStringList &names, const QString &standard)
{
    SettingSpec spec = flag(key, group, name, text, false);
    spec.kind = SettingKind::Choice;
    spec.choices = choices;
    spec.choiceNames = names;
    spec.standard = standard;
    return spec;
}

SettingSpec number(const char *key, const QString &group, const QString &name, const QString &text, int least, int most, int standard,
                   const QString &unit)
{
    SettingSpec spec = flag(key, group, name, text, false);
    spec.kind = SettingKind::Number;
    spec.least = least;
    spec.most = most;
    spec.standard = QString::number(standard);
    spec.unit = unit;
    return spec;
}

std::vector<SettingSpec> makeSpecs()
{
    const QString look = Words::tr("Look");
    const QString editing = Words::tr("Editing");
    std::vector<SettingSpec> specs;
    specs.push_back(choice("general.look", look, Words::tr("Look"), Words::tr("Pictures are never tinted by it."),
                           {QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("contrast")},
                           {Words::tr("Dark"), Words::tr("Light"), Words::tr("High contrast")}, QStringLiteral("dark")));
    specs.push_back(flag("general.solid_panels", look, Words::tr("Solid panels"), Words::tr("No transparency and no gradients."), false));
    specs.push_back(
        flag("general.reduced_motion", look, Words::tr("Reduced motion"), Words::tr("Things appear where they belong at once."), false));
    specs.push_back(flag("general.open_last", Words::tr("Start"), Words::tr("Open the last project"),
                         Words::tr("When the program starts without a file."), false));
    specs.push_back(
        flag("timeline.snap", editing, Words::tr("Snap"), Words::tr("Edges catch beats, cuts and markers. Alt suspends it."), true));
    specs.push_back(flag("timeline.ripple", editing, Words::tr("Ripple"), Words::tr("What comes later moves along."), false));
    specs.push_back(choice("timeline.overlap", editing, Words::tr("Where shots would overlap"),
                           Words::tr("When one is moved or made longer."),
                           {QStringLiteral("refuse"), QStringLiteral("push"), QStringLiteral("trim"), QStringLiteral("overwrite")},
                           {Words::tr("Refuse"), Words::tr("Push the later ones"), Words::tr("Shorten the others"), Words::tr("Overwrite")},
                           QStringLiteral("refuse")));
    specs.push_back(number("timeline.nudge", editing, Words::tr("Nudge"), Words::tr("How far Alt and an arrow move a shot."), 1, 240, 1,
                           Words::tr("frames")));
    const QString catching = Words::tr("Edges catch on");
    const auto catches = [&](const char *key, const QString &name, const QString &text) {
        specs.push_back(flag(key, catching, name, text, true));
    };
    catches("timeline.snap_downbeat", Words::tr("Downbeats"), Words::tr("The first beat of each bar."));
    catches("timeline.snap_beat", Words::tr("Beats"), Words::tr("The other beats of the song."));
    catches("timeline.snap_half_beat", Words::tr("Half-beats"), Words::tr("Halfway between two beats."));
    catches("timeline.snap_section", Words::tr("Sections"), Words::tr("Where a part of the song begins or ends."));
    catches("timeline.snap_marker", Words::tr("Markers"), Words::tr("Markers of the project."));
    catches("timeline.snap_lyric", Words::tr("Lyric lines"), Words::tr("Where a line begins to be sung."));
    catches("timeline.snap_clip_edge", Words::tr("Edges of shots"), Words::tr("Where other shots begin or end."));
    catches("timeline.snap_playhead", Words::tr("Playhead"), Words::tr("Where playing stands."));
    catches("timeline.snap_second", Words::tr("Whole seconds"), Words::tr("The seconds of the time ruler."));
    specs.push_back(number("library.largest_mb", Words::tr("Import"), Words::tr("Largest song"),
                           Words::tr("Larger files are asked about before they come in."), 1, 100'000, 100, Words::tr("MB")));
    specs.push_back(flag("analysis.automatic", Words::tr("New songs"), Words::tr("Listen to new songs at once"),
                         Words::tr("Otherwise when their analysis is opened or a project is made."), true));
    specs.push_back(choice("analysis.level", Words::tr("New songs"), Words::tr("How closely"),
                           Words::tr("Detailed takes about three times as long."),
                           {QStringLiteral("quick"), QStringLiteral("standard"), QStringLiteral("detailed")},
                           {Words::tr("Quick"), Words::tr("Standard"), Words::tr("Detailed")}, QStringLiteral("standard")));
    specs.push_back(number("analysis.threads", Words::tr("Machine"), Words::tr("Songs at once"),
                           Words::tr("How many are listened to at the same time; 0: as many as there are processors."), 0, 64, 0,
                           Words::tr("songs")));
    SettingSpec folder = flag("storage.projects", Words::tr("Places"), Words::tr("New projects"),
                              Words::tr("The folder that new project bundles are made in. Empty: the usual one."), false);
    folder.kind = SettingKind::Folder;
    folder.standard = QString();
    specs.push_back(folder);
    return specs;
}

Problem broken(const SettingSpec &spec)
{
    return Problem(ProblemCode::ValidationError, Words::tr("%1: %2").arg(spec.name, ruleOf(spec)))
        .withEntity(QStringLiteral("setting"), spec.key);
}

} // namespace

const std::vector<SettingSpec> &settingSpecs()
{
    static const std::vector<SettingSpec> specs = makeSpecs();
    return specs;
}

const SettingSpec *findSetting(const QString &key)
{
    const auto found = std::ranges::find(settingSpecs(), key, &SettingSpec::key);
    return found == settingSpecs().end() ? nullptr : &*found;
}

std::vector<std::pair<QString, QString>> settingPages()
{
    return {{QStringLiteral("general"), Words::tr("General")},
            {QStringLiteral("timeline"), Words::tr("Timeline")},
            {QStringLiteral("library"), Words::tr("Library")},
            {QStringLiteral("analysis"), Words::tr("Analysis")},
            {QStringLiteral("storage"), Words::tr("Storage")}};
}

QString ruleOf(const SettingSpec &spec)
{
    switch (spec.kind) {
    case SettingKind::Switch:
        return Words::tr("on or off");
    case SettingKind::Choice:
        return Words::tr("one of %1").arg(spec.choices.join(QStringLiteral(", ")));
    case SettingKind::Number:
        return Words::tr("%1 to %2, for example %3").arg(spec.least).arg(spec.most).arg(spec.standard);
    case SettingKind::Folder:
        return Words::tr("a folder that is there, or nothing");
    }
    return {};
}

Result<QString> checkedSetting(const SettingSpec &spec, const QString &text)
{
    const QString value = text.trimmed();
    switch (spec.kind) {
    case SettingKind::Switch: {
        const QString word = value.toLower();
        if (QStringList{QStringLiteral("on"), QStringLiteral("yes"), QStringLiteral("true"), QStringLiteral("1")}.contains(word))
            return QStringLiteral("on");
        if (QStringList{QStringLiteral("off"), QStringLiteral("no"), QStringLiteral("false"), QStringLiteral("0")}.contains(word))
            return QStringLiteral("off");
        break;
    }
    case SettingKind::Choice:
        if (spec.choices.contains(value.toLower()))
            return value.toLower();
        break;
    case SettingKind::Number: {
        bool ok = false;
        const int count = value.toInt(&ok);
        if (ok && count >= spec.least && count <= spec.most)
            return QString::number(count);
        break;
    }
    case SettingKind::Folder:
        if (value.isEmpty())
            return value;
        if (QFileInfo(value).isDir())
            return QDir::cleanPath(QFileInfo(value).absoluteFilePath());
        break;
    }
    return std::unexpected(broken(spec));
}

QString storedKeyOf(const SettingSpec &spec)
{
    return QStringLiteral("settings/") + spec.key;
}

} // namespace sc
