// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of characters, what a movie begins with, and files under the names that a job knows them by.
#include "core/comfy/family.h"
#include "core/generation/file_hashes.h"
#include "core/generation/item_json.h"
#include "core/generation/shot_assembler.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Clip;
using timeline::Take;

constexpr auto kMedia = "media:";

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

} // namespace

bool ShotAssembler::usesAdapterNodes() const
{
    const QString &family = m_request.params.family;
    return family == u"sdxl" || family == u"pony" || family == u"illustrious";
}

QString ShotAssembler::fileOf(const timeline::MediaRef &media, const QString &owner)
{
    const QString path = m_studio.absolutePath(media);
    if (!QFileInfo(path).isFile())
        fail(Problem(ProblemCode::MediaMissing, tr("A picture of “%1” is missing.").arg(owner)).withDetail(media.path));
    m_request.media.insert(path, media.hash.isEmpty() && m_options.hashes ? m_options.hashes->of(path) : media.hash);
    return QLatin1String(kMedia) + path;
}

// The heaviest first; more than the adapters take only blurs the likeness.
QStringList ShotAssembler::picturesOf(const CastMember &member)
{
    constexpr size_t kMostPictures = 4;
    std::vector<ReferencePicture> pictures =
        member.look && !member.look->pictures.empty() ? member.look->pictures : member.character.references;
    std::ranges::stable_sort(pictures, std::greater<>(), &ReferencePicture::weight);
    if (pictures.size() > kMostPictures)
        pictures.resize(kMostPictures);
    QStringList files;
    for (const ReferencePicture &picture : pictures)
        files.append(fileOf(picture.media, member.character.name));
    return files;
}

void ShotAssembler::addCast()
{
    QString shown; // whom the pictures already show
    for (const CastMember &member : m_cast) {
        const Character &character = member.character;
        if (const auto problem = unready(character, member.use.look))
            m_problems.push_back(*problem);
        comfy::GenerationParams &params = m_request.params;
        if (member.look)
            params.loras = unitedLoras(member.look->loras, params.loras);
        if (character.method == CharacterMethod::Lora)
            params.loras = unitedLoras(character.loras, params.loras);
        if (!params.seed && character.fixedSeed) {
            params.seed = character.fixedSeed;
            m_request.seedIsFree = false;
        }
        const bool byPicture = character.method == CharacterMethod::IpAdapter || character.method == CharacterMethod::InstantId;
        const bool isTaken = byPicture ? params.character.has_value() : !params.faceImage.isEmpty();
        if (isTaken && (byPicture || character.method == CharacterMethod::ReActor)) {
            m_request.notes.append(shown.isEmpty()
                                       ? tr("“%1” comes in by words only: the shot's own parameters name the pictures.").arg(character.name)
                                       : tr("“%1” comes in by words only: the pictures already show “%2”.").arg(character.name, shown));
            continue;
        }
        addPictures(member);
        if (byPicture || character.method == CharacterMethod::ReActor)
            shown = character.name;
    }
}

void ShotAssembler::addPictures(const CastMember &member)
{
    const Character &character = member.character;
    comfy::GenerationParams &params = m_request.params;
    const auto weight = [&](double own) { return std::clamp(own * member.use.weight, 0.0, 2.0); };
    if (character.method == CharacterMethod::IpAdapter) {
        const QStringList pictures = picturesOf(member);
        if (!pictures.isEmpty())
            params.character =
                comfy::CharacterReference{usesAdapterNodes() ? comfy::CharacterMethod::IpAdapter : comfy::CharacterMethod::Reference,
                                          pictures, weight(character.ipAdapterWeight)};
    } else if (character.method == CharacterMethod::InstantId && !character.face.isEmpty()) {
        params.character = comfy::CharacterReference{
            comfy::CharacterMethod::InstantId, {fileOf(character.face, character.name)}, weight(character.instantIdStrength)};
    } else if (character.method == CharacterMethod::ReActor && !character.face.isEmpty()) {
        params.faceImage = fileOf(character.face, character.name);
    }
}

// What a movie begins with.
void ShotAssembler::addStart()
{
    if (!isMovie())
        return;
    if (!m_clip.generation.continueFrom.isEmpty()) {
        goOn();
        return;
    }
    const comfy::ModelFamily *family = m_families.find(m_request.params.family);
    if (m_clip.generation.startPicture == timeline::StartPicture::None) {
        m_request.params.initImage.clear();
    } else if (m_request.params.initImage.isEmpty() && family && family->makes == comfy::MediaKind::Video &&
               !m_clip.selectedImage.isEmpty()) {
        m_request.params.initImage = QStringLiteral("chosen:");
    }
}

void ShotAssembler::goOn()
{
    const Clip *from = timeline::findClip(m_session.timeline(), m_clip.generation.continueFrom);
    if (!from)
        return; // normalised away with the shot
    const Take *take = m_session.takes().find(from->selectedVideo.isEmpty() ? from->selectedImage : from->selectedVideo);
    if (!take && m_options.mayWait) {
        m_request.waitsFor = from->id;
        return;
    }
    if (!take) {
        fail(Problem(ProblemCode::Conflict, tr("“%1” goes on from “%2”, which has no chosen take yet.").arg(m_clip.name, from->name))
                 .withAction(QStringLiteral("generate.first"), tr("Generate “%1” first").arg(from->name))
                 .withAction(QStringLiteral("clip.begin_alone"), tr("Begin on its own")));
        return;
    }
    if (take->isVideo()) {
        const QString path = m_session.absolutePath(take->media);
        if (!QFileInfo(path).isFile())
            fail(Problem(ProblemCode::MediaMissing, tr("The take of “%1” is missing.").arg(from->name)).withDetail(take->media.path));
        m_request.startFrame = StartFrame{take->id, path, m_clip.generation.continueMode};
        if (m_clip.generation.continueMode == timeline::ContinueMode::LastWindow)
            m_request.notes.append(tr("No family takes a window of frames yet: it goes on from the last one."));
    } else {
        m_request.params.initImage = QStringLiteral("take:") + take->id.text();
    }
}

QString ShotAssembler::named(const QString &value)
{
    if (value.isEmpty() || value.startsWith(QLatin1String(kMedia)))
        return value;
    if (value == u"chosen:" || value.startsWith(u"take:")) {
        const TakeId id = value == u"chosen:" ? m_clip.selectedImage : TakeId(value.mid(5));
        const Take *take = m_session.takes().find(id);
        if (!take) {
            fail(Problem(ProblemCode::ResourceNotFound, tr("The picture that “%1” begins with does not exist any more.").arg(m_clip.name))
                     .withDetail(value));
            return {};
        }
        return fileOf(take->media, m_clip.name);
    }
    const bool isAbsolute = QDir::isAbsolutePath(value);
    if (!isAbsolute && !value.startsWith(u"media/"))
        return value; // the server's own name for it
    return fileOf({value, 0, {}}, m_clip.name);
}

void ShotAssembler::nameFiles()
{
    comfy::GenerationParams &params = m_request.params;
    for (QString *value : {&params.initImage, &params.endImage, &params.mask, &params.faceImage})
        *value = named(*value);
    for (QString &value : params.referenceImages)
        value = named(value);
    if (params.control)
        params.control->image = named(params.control->image);
    if (params.character) {
        for (QString &value : params.character->images)
            value = named(value);
    }
    if (params.lipSync)
        nameSong(*params.lipSync);
}

void ShotAssembler::nameSong(comfy::LipSync &lipSync)
{
    lipSync.video = named(lipSync.video);
    if (lipSync.audio != u"song:") {
        lipSync.audio = named(lipSync.audio);
        return;
    }
    const timeline::Project &project = m_session.timeline().project;
    const Ticks from = m_clip.start - project.songOffset;
    if (!project.song || from < Ticks() || from >= project.song->map.duration) {
        fail(Problem(ProblemCode::ValidationError,
                     tr("“%1” is to move its lips to the song, but there is no song under it.").arg(m_clip.name))
                 .withAction(QStringLiteral("clip.no_lip_sync"), tr("Generate without lip-sync")));
        return;
    }
    lipSync.audio = fileOf(project.song->media, project.song->title);
    lipSync.start = from.toSeconds();
    lipSync.length = m_clip.length.toSeconds();
}

} // namespace sc::generation
