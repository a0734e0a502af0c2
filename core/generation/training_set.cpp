// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/training_set.h"

#include "core/base/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

struct Sample
{
    timeline::MediaRef media;
    QString caption;
};

std::vector<Sample> samplesOf(const Character &character)
{
    std::vector<Sample> samples;
    QSet<QString> seen;
    const auto add = [&](const timeline::MediaRef &media, const QString &words) {
        if (media.isEmpty() || seen.contains(media.path))
            return;
        seen.insert(media.path);
        QStringList parts = character.triggerWords;
        for (const QString &part : {character.description.simplified(), words.simplified()}) {
            if (!part.isEmpty())
                parts.append(part);
        }
        samples.push_back({media, parts.join(QStringLiteral(", "))});
    };
    const QString usual = character.looks.empty() ? QString() : character.looks.front().prompt;
    for (const ReferencePicture &picture : character.references)
        add(picture.media, usual);
    add(character.face, QStringLiteral("close-up of the face"));
    add(character.fullBody, usual.isEmpty() ? QStringLiteral("full body") : usual + QStringLiteral(", full body"));
    for (const CharacterLook &look : character.looks) {
        for (const ReferencePicture &picture : look.pictures)
            add(picture.media, look.prompt);
    }
    return samples;
}

QString fileStem(const QString &name)
{
    static const QRegularExpression odd(QStringLiteral("[^\\p{L}\\p{N}]+"));
    QString stem = name.toLower();
    stem.replace(odd, QStringLiteral("_"));
    return stem.left(60);
}

Result<> writeCaption(const QString &path, const QString &caption)
{
    QSaveFile file(path);
    const QByteArray bytes = caption.toUtf8() + '\n';
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return std::unexpected(Problem(ProblemCode::PermissionDenied, tr("\"%1\" cannot be written.").arg(QDir::toNativeSeparators(path)))
                               .withDetail(file.errorString()));
}

} // namespace

Result<TrainingSet> exportTrainingSet(const Studio &studio, const Character &character, const QString &folder)
{
    const std::vector<Sample> samples = samplesOf(character);
    if (samples.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("“%1” has no pictures to train with.").arg(character.name))
                                   .withAction(QStringLiteral("character.open"), tr("Add pictures")));
    if (QDir(folder).exists() && !QDir(folder).isEmpty())
        return std::unexpected(Problem(ProblemCode::Conflict, tr("The folder \"%1\" is not empty.").arg(QDir::toNativeSeparators(folder)))
                                   .withDetail(tr("Other pictures in it would be trained along. Choose a new one.")));
    SC_TRY(ensureFolder(folder));
    TrainingSet set{folder, 0, {}};
    for (const Sample &sample : samples) {
        const QString from = studio.absolutePath(sample.media);
        const QString stem =
            QStringLiteral("%1/%2_%3").arg(folder, fileStem(character.name)).arg(set.pictures + 1, 2, 10, QLatin1Char('0'));
        if (!QFile::copy(from, stem + u'.' + QFileInfo(from).suffix().toLower())) {
            set.skipped.append(tr("\"%1\" could not be copied.").arg(QDir::toNativeSeparators(from)));
            continue;
        }
        SC_TRY(writeCaption(stem + QStringLiteral(".txt"), sample.caption));
        ++set.pictures;
    }
    if (set.pictures == 0)
        return std::unexpected(Problem(ProblemCode::MediaMissing, set.skipped.join(u' ')));
    return set;
}

} // namespace sc::generation
