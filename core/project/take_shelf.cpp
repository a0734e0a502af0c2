// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/project/media_intake.h"
#include "core/project/project_session_data.h"
#include "core/project/take_rows.h"
#include "core/store/transaction.h"
#include "core/timeline/take_edits.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::project {

namespace {

using timeline::Clip;
using timeline::Take;
using timeline::TakeKind;
using timeline::Timeline;

constexpr auto kThumb = "thumb";
constexpr auto kProxy = "proxy";

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::project", text);
}

Problem noSuchTake(const TakeId &take)
{
    return Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::project", "This take does not exist any more."))
        .withDetail(take.text())
        .withEntity(QStringLiteral("take"), take.text());
}

template<class Value> Value orNothing(Result<Value> read)
{
    if (read)
        return std::move(*read);
    logProblem(logStore(), read.error());
    return {};
}

Clip *clipIn(Timeline &timeline, const ClipId &id)
{
    const auto it = std::ranges::find(timeline.clips, id, &Clip::id);
    return it == timeline.clips.end() ? nullptr : &*it;
}

bool isLocked(const Timeline &timeline, const Clip &clip)
{
    const timeline::Scene *scene = timeline::findScene(timeline, clip.scene);
    return clip.locked || (scene && scene->locked);
}

Result<QStringList> cleanTags(const QStringList &tags)
{
    QStringList clean;
    for (const QString &tag : tags) {
        SC_TRY_ASSIGN(
            text, cleanText(tag, TextKind::SingleLine, 0, timeline::kMaxTagLength, QCoreApplication::translate("sc::project", "A tag")));
        if (!text.isEmpty() && !clean.contains(text, Qt::CaseInsensitive))
            clean.append(text);
    }
    if (clean.size() <= timeline::kMaxTags)
        return clean;
    return std::unexpected(Problem(ProblemCode::ValidationError,
                                   QCoreApplication::translate("sc::project", "A take has at most %1 tags.").arg(timeline::kMaxTags)));
}

} // namespace

store::Database &TakeShelf::db() const
{
    return *m_session.d->bundle.db;
}

qsizetype TakeShelf::count() const
{
    return orNothing(db().value(QStringLiteral("SELECT count(*) FROM take"))).toLongLong();
}

qsizetype TakeShelf::countOf(const ClipId &id) const
{
    const Clip *clip = timeline::findClip(m_session.timeline(), id);
    const ClipId &keeper = clip ? timeline::takesKeptBy(*clip) : id;
    return orNothing(db().value(QStringLiteral("SELECT count(*) FROM take WHERE clip_id = ?"), {keeper.text()})).toLongLong();
}

Result<std::vector<Take>> TakeShelf::read(const QString &condition, const QVariantList &arguments) const
{
    SC_TRY_ASSIGN(takes, takeTable().readWhere(db(), condition, arguments));
    loadDerived();
    for (Take &take : takes)
        addDerived(take);
    return takes;
}

Result<std::vector<Take>> TakeShelf::takesOf(const ClipId &id) const
{
    const Clip *clip = timeline::findClip(m_session.timeline(), id);
    return read(QStringLiteral("clip_id = ?"), {(clip ? timeline::takesKeptBy(*clip) : id).text()});
}

Result<std::vector<Take>> TakeShelf::all() const
{
    return read(QStringLiteral("1 = 1"), {});
}

const Take *TakeShelf::find(const TakeId &id) const
{
    if (id.isEmpty())
        return nullptr;
    if (!m_hasChosen)
        loadChosen();
    const auto known = m_known.find(id.text());
    if (known != m_known.end())
        return &known->second;
    std::vector<Take> found = orNothing(read(QStringLiteral("id = ?"), {id.text()}));
    return found.empty() ? nullptr : &m_known.insert_or_assign(id.text(), std::move(found.front())).first->second;
}

// A player asks for the takes of all clips at once: one question instead of thousands.
void TakeShelf::loadChosen() const
{
    m_hasChosen = true;
    const QString chosen = QStringLiteral("id IN (SELECT selected_image_id FROM clip UNION SELECT selected_video_id FROM clip)");
    for (Take &take : orNothing(read(chosen, {})))
        m_known.insert_or_assign(take.id.text(), std::move(take));
}

void TakeShelf::loadDerived() const
{
    if (m_hasDerived)
        return;
    m_hasDerived = true;
    Result<store::Statement> rows = db().query(QStringLiteral("SELECT media_hash, use, path, size FROM derived_media"));
    while (rows) {
        const Result<bool> more = rows->next();
        if (!more || !*more)
            return;
        auto &derived = rows->text(1) == QLatin1String(kProxy) ? m_proxies : m_thumbs;
        derived.insert(rows->text(0), {rows->text(2), rows->integer(3), {}});
    }
}

void TakeShelf::addDerived(Take &take) const
{
    take.thumb = m_thumbs.value(take.media.hash);
    take.proxy = m_proxies.value(take.media.hash);
}

Result<timeline::TakeRecipe> TakeShelf::recipeOf(const TakeId &id) const
{
    SC_TRY_ASSIGN(rows, recipeTable().read(db(), id.text()));
    if (!rows.empty())
        return std::move(rows.front().recipe);
    if (find(id))
        return timeline::TakeRecipe();
    return std::unexpected(noSuchTake(id));
}

Result<QHash<TakeId, QString>> TakeShelf::prompts() const
{
    QHash<TakeId, QString> prompts;
    SC_TRY_ASSIGN(rows, db().query(QStringLiteral("SELECT take_id, prompt FROM take_recipe")));
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return prompts;
        prompts.insert(TakeId(rows.text(0)), rows.text(1));
    }
}

Result<Take> TakeShelf::existing(const TakeId &id) const
{
    if (const Take *take = find(id))
        return *take;
    return std::unexpected(noSuchTake(id));
}

DisplayedMedia TakeShelf::chosenMedia(const Clip &clip) const
{
    DisplayedMedia shown;
    const TakeId &id = clip.selectedVideo.isEmpty() ? clip.selectedImage : clip.selectedVideo;
    if (id.isEmpty())
        return shown;
    shown.kind = clip.selectedVideo.isEmpty() ? DisplayedMedia::Kind::Image : DisplayedMedia::Kind::Video;
    const Take *take = find(id);
    shown.isMissing = !take;
    if (!take)
        return shown;
    shown.take = *take;
    shown.path = m_session.absolutePath(take->media);
    shown.proxyPath = m_session.absolutePath(take->proxy);
    return shown;
}

DisplayedMedia TakeShelf::displayedMedia(const Clip &clip) const
{
    DisplayedMedia shown = chosenMedia(clip);
    if (!shown.take)
        return shown;
    shown.isMissing = !QFileInfo(shown.path).isFile();
    if (!shown.proxyPath.isEmpty() && !QFileInfo(shown.proxyPath).isFile())
        shown.proxyPath.clear();
    return shown;
}

Result<> TakeShelf::finish(const QString &name, const Timeline &next, const std::function<Result<>()> &alsoWrite)
{
    SC_TRY_ASSIGN(change, m_session.d->store(name, next, alsoWrite));
    Q_EMIT m_session.changed(change);
    Q_EMIT m_session.historyChanged();
    return {};
}

Result<std::vector<TakeId>> TakeShelf::add(const QString &name, std::vector<NewTake> takes)
{
    Timeline next = m_session.timeline();
    std::vector<TakeId> ids;
    QSet<ClipId> withVersion;
    for (NewTake &each : takes) {
        Take &take = each.take;
        if (take.id.isEmpty())
            take.id = TakeId::create();
        if (take.createdAt.isEmpty())
            take.createdAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        SC_TRY_ASSIGN(tags, cleanTags(take.tags));
        take.tags = tags;
        ids.push_back(take.id);
        Clip *clip = clipIn(next, take.clip);
        if (!clip)
            continue;
        take.clip = timeline::takesKeptBy(*clip);
        TakeId &chosen = take.isVideo() ? clip->selectedVideo : clip->selectedImage;
        if (!isLocked(next, *clip) && (each.choose || chosen.isEmpty()))
            chosen = take.id;
        if (each.saveVersion)
            withVersion.insert(clip->id);
    }
    std::vector<timeline::ClipVersion> versions;
    for (const ClipId &id : std::as_const(withVersion)) {
        Clip *clip = clipIn(next, id);
        SC_TRY_ASSIGN(version, m_session.versions().next(*clip, timeline::VersionReason::Generated));
        clip->activeVersion = version.number;
        versions.push_back(std::move(version));
    }
    const auto write = [&]() -> Result<> {
        for (const timeline::ClipVersion &version : versions)
            SC_TRY(m_session.versions().insert(version));
        return insert(takes);
    };
    SC_TRY(finish(name, next, write));
    return ids;
}

Result<> TakeShelf::insert(const std::vector<NewTake> &takes) const
{
    for (const NewTake &each : takes) {
        SC_TRY(takeTable().insert(db(), each.take));
        if (each.recipe != timeline::TakeRecipe())
            SC_TRY(recipeTable().insert(db(), RecipeRow{each.take.id, each.recipe}));
    }
    return {};
}

Result<std::vector<TakeFile>> TakeShelf::files() const
{
    std::vector<TakeFile> files;
    SC_TRY_ASSIGN(rows, db().query(QStringLiteral("SELECT id, clip_id, original_name, media_path, media_size, media_hash FROM take")));
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return files;
        files.push_back({TakeId(rows.text(0)), ClipId(rows.text(1)), rows.text(2), {rows.text(3), rows.integer(4), rows.text(5)}});
    }
}

const timeline::TakeRecipe *TakeShelf::inputsOf(const TakeId &take) const
{
    auto known = m_inputs.constFind(take);
    if (known == m_inputs.constEnd()) {
        timeline::TakeRecipe inputs;
        for (RecipeRow &row : orNothing(recipeTable().read(db(), take.text()))) {
            inputs.prompt = std::move(row.recipe.prompt);
            inputs.negativePrompt = std::move(row.recipe.negativePrompt);
            inputs.promptParts = std::move(row.recipe.promptParts);
            inputs.params = std::move(row.recipe.params);
        }
        known = m_inputs.insert(take, inputs);
    }
    return *known == timeline::TakeRecipe() ? nullptr : &*known;
}

Result<> TakeShelf::relocate(const QString &name, const Timeline &next, const std::vector<std::pair<TakeId, timeline::MediaRef>> &moved)
{
    std::vector<std::pair<Take, Take>> changes;
    for (const auto &[id, media] : moved) {
        SC_TRY_ASSIGN(before, existing(id));
        Take after = before;
        after.media = media;
        changes.emplace_back(before, after);
    }
    return finish(name, next, [&]() -> Result<> {
        for (const auto &[before, after] : changes)
            SC_TRY(takeTable().update(db(), before, after));
        return {};
    });
}

TakeIntake TakeShelf::intakeOf(const QString &file) const
{
    TakeIntake intake{m_session.bundle(), file, {}};
    Result<store::Statement> rows = db().query(
        QStringLiteral("SELECT DISTINCT media_path, media_size, media_hash FROM take WHERE media_size = ?"), {QFileInfo(file).size()});
    while (rows) {
        const Result<bool> more = rows->next();
        if (!more || !*more)
            break;
        intake.known.push_back({rows->text(0), rows->integer(1), rows->text(2)});
    }
    return intake;
}

Result<TakeId> TakeShelf::importFile(const ClipId &clip, const QString &file)
{
    SC_TRY(m_session.d->requireWritable());
    SC_TRY_ASSIGN(take, takeFromFile(intakeOf(file)));
    take.clip = clip;
    SC_TRY_ASSIGN(ids, add(tr(QT_TRANSLATE_NOOP("sc::project", "Add media as take")), {NewTake{take, {}, false}}));
    return ids.front();
}

Result<> TakeShelf::choose(const ClipId &clip, const TakeId &id)
{
    SC_TRY_ASSIGN(take, existing(id));
    return m_session.apply(tr(QT_TRANSLATE_NOOP("sc::project", "Choose take")), timeline::chooseTake(m_session.timeline(), clip, take));
}

Result<> TakeShelf::chooseNone(const ClipId &clip, TakeKind kind)
{
    return m_session.apply(tr(QT_TRANSLATE_NOOP("sc::project", "Choose no take")),
                           timeline::chooseNoTake(m_session.timeline(), clip, kind));
}

Result<> TakeShelf::change(const QString &name, const std::vector<TakeId> &ids, const Edit &edit)
{
    std::vector<std::pair<Take, Take>> changes;
    for (const TakeId &id : ids) {
        SC_TRY_ASSIGN(before, existing(id));
        Take after = before;
        after.rating = edit.rating.value_or(before.rating);
        after.verdict = edit.verdict.value_or(before.verdict);
        after.tags = edit.tags.value_or(before.tags);
        after.notes = edit.notes.value_or(before.notes);
        if (after != before)
            changes.emplace_back(before, after);
    }
    if (changes.empty())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::project", "The take is marked like that already.")));
    return finish(name, m_session.timeline(), [&]() -> Result<> {
        for (const auto &[before, after] : changes)
            SC_TRY(takeTable().update(db(), before, after));
        return {};
    });
}

Result<> TakeShelf::rate(const std::vector<TakeId> &takes, int rating)
{
    if (rating < 0 || rating > timeline::kMaxRating)
        return std::unexpected(
            Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::project", "A rating is a number from 0 to 5.")));
    return change(tr(QT_TRANSLATE_NOOP("sc::project", "Rate take")), takes, {.rating = rating, .verdict = {}, .tags = {}, .notes = {}});
}

Result<> TakeShelf::judge(const std::vector<TakeId> &takes, timeline::TakeVerdict verdict)
{
    const QString name = verdict == timeline::TakeVerdict::Approved   ? tr(QT_TRANSLATE_NOOP("sc::project", "Approve take"))
                         : verdict == timeline::TakeVerdict::Rejected ? tr(QT_TRANSLATE_NOOP("sc::project", "Reject take"))
                                                                      : tr(QT_TRANSLATE_NOOP("sc::project", "Withdraw verdict"));
    return change(name, takes, {.rating = {}, .verdict = verdict, .tags = {}, .notes = {}});
}

Result<> TakeShelf::setTags(const std::vector<TakeId> &takes, const QStringList &tags)
{
    SC_TRY_ASSIGN(clean, cleanTags(tags));
    return change(tr(QT_TRANSLATE_NOOP("sc::project", "Tag take")), takes, {.rating = {}, .verdict = {}, .tags = clean, .notes = {}});
}

Result<> TakeShelf::setNotes(const TakeId &take, const QString &notes)
{
    SC_TRY_ASSIGN(clean, cleanText(notes, TextKind::MultiLine, 0, timeline::kMaxLyricsLength,
                                   QCoreApplication::translate("sc::project", "The take's notes")));
    return change(tr(QT_TRANSLATE_NOOP("sc::project", "Note on take")), {take}, {.rating = {}, .verdict = {}, .tags = {}, .notes = clean});
}

// No clip shows it any more.
Result<> TakeShelf::letGo(Timeline &timeline, const TakeId &id) const
{
    for (Clip &clip : timeline.clips) {
        if (clip.selectedImage != id && clip.selectedVideo != id)
            continue;
        if (isLocked(timeline, clip))
            return std::unexpected(
                Problem(ProblemCode::Conflict,
                        QCoreApplication::translate("sc::project", "The locked clip “%1” shows this take.").arg(clip.name))
                    .withEntity(QStringLiteral("clip"), clip.id.text()));
        (clip.selectedVideo == id ? clip.selectedVideo : clip.selectedImage) = {};
    }
    return {};
}

Result<> TakeShelf::mark(const QString &name, const std::vector<TakeId> &ids, const TakeMarks &marks)
{
    if (marks.rating && (*marks.rating < 0 || *marks.rating > timeline::kMaxRating))
        return std::unexpected(
            Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::project", "A rating is a number from 0 to 5.")));
    std::optional<QString> notes = marks.notes;
    if (notes) {
        SC_TRY_ASSIGN(clean, cleanText(*notes, TextKind::MultiLine, 0, timeline::kMaxLyricsLength,
                                       QCoreApplication::translate("sc::project", "The take's notes")));
        notes = clean;
    }
    Timeline next = m_session.timeline();
    std::vector<std::pair<Take, Take>> changes;
    for (const TakeId &id : ids) {
        SC_TRY_ASSIGN(before, existing(id));
        Take after = before;
        after.rating = marks.rating.value_or(before.rating);
        after.verdict = marks.verdict.value_or(before.verdict);
        after.notes = notes.value_or(before.notes);
        after.tags.removeIf([&](const QString &tag) { return marks.removeTags.contains(tag, Qt::CaseInsensitive); });
        SC_TRY_ASSIGN(tags, cleanTags(after.tags + marks.addTags));
        after.tags = tags;
        if (after != before)
            changes.emplace_back(before, after);
        if (!marks.choose)
            continue;
        for (Clip &clip : next.clips) {
            TakeId &chosen = before.isVideo() ? clip.selectedVideo : clip.selectedImage;
            if (before.clip != clip.id || chosen == id)
                continue;
            if (isLocked(next, clip))
                return std::unexpected(
                    Problem(ProblemCode::Conflict,
                            QCoreApplication::translate("sc::project", "The clip “%1” is locked and keeps what it shows.").arg(clip.name))
                        .withEntity(QStringLiteral("clip"), clip.id.text()));
            chosen = id;
        }
    }
    if (changes.empty() && next == m_session.timeline())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::project", "The take is marked like that already.")));
    return finish(name, next, [&]() -> Result<> {
        for (const auto &[before, after] : changes)
            SC_TRY(takeTable().update(db(), before, after));
        return {};
    });
}

Result<> TakeShelf::move(const std::vector<TakeId> &ids, const ClipId &clipId)
{
    Timeline next = m_session.timeline();
    Clip *clip = clipId.isEmpty() ? nullptr : clipIn(next, clipId);
    if (!clip && !clipId.isEmpty())
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::project", "This clip does not exist any more.")));
    if (clip && isLocked(next, *clip))
        return std::unexpected(
            Problem(ProblemCode::Conflict, QCoreApplication::translate("sc::project", "The clip “%1” is locked.").arg(clip->name))
                .withEntity(QStringLiteral("clip"), clip->id.text()));
    const ClipId keeper = clip ? timeline::takesKeptBy(*clip) : ClipId();
    std::vector<std::pair<Take, Take>> changes;
    for (const TakeId &id : ids) {
        SC_TRY_ASSIGN(before, existing(id));
        if (before.clip == keeper)
            continue;
        SC_TRY(letGo(next, id));
        Take after = before;
        after.clip = keeper;
        changes.emplace_back(before, after);
        if (!clip)
            continue;
        TakeId &chosen = before.isVideo() ? clip->selectedVideo : clip->selectedImage;
        if (chosen.isEmpty())
            chosen = id;
    }
    if (changes.empty())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::project", "The takes are there already.")));
    return finish(tr(QT_TRANSLATE_NOOP("sc::project", "Move takes")), next, [&]() -> Result<> {
        for (const auto &[before, after] : changes)
            SC_TRY(takeTable().update(db(), before, after));
        return {};
    });
}

Result<> TakeShelf::remove(const std::vector<TakeId> &ids)
{
    Timeline next = m_session.timeline();
    for (const TakeId &id : ids) {
        SC_TRY(existing(id));
        SC_TRY(letGo(next, id));
    }
    return finish(tr(QT_TRANSLATE_NOOP("sc::project", "Delete take")), next, [&]() -> Result<> {
        for (const TakeId &id : ids) {
            SC_TRY(recipeTable().remove(db(), id.text()));
            SC_TRY(takeTable().remove(db(), id.text()));
        }
        return {};
    });
}

Result<std::vector<NewTake>> TakeShelf::adoptForeignTakes(Timeline &next) const
{
    // Only the stretch that an edit touched can have chosen anew.
    const std::vector<Clip> &before = m_session.timeline().clips;
    const auto [firstBefore, first] = std::ranges::mismatch(before, next.clips);
    auto lastBefore = before.end();
    auto last = next.clips.end();
    while (lastBefore != firstBefore && last != first && *(lastBefore - 1) == *(last - 1)) {
        --lastBefore;
        --last;
    }
    std::vector<NewTake> copies;
    for (auto clip = first; clip != last; ++clip) {
        for (TakeId *chosen : {&clip->selectedImage, &clip->selectedVideo}) {
            const Take *take = find(*chosen);
            if (!take || timeline::hasTake(*clip, *take))
                continue;
            NewTake copy{*take, {}, false};
            copy.take.id = TakeId::create();
            copy.take.clip = timeline::takesKeptBy(*clip);
            SC_TRY_ASSIGN(recipe, recipeOf(*chosen));
            copy.recipe = std::move(recipe);
            *chosen = copy.take.id;
            copies.push_back(std::move(copy));
        }
    }
    return copies;
}

std::optional<Ticks> TakeShelf::mediaLength(const Clip &clip) const
{
    const Take *take = find(clip.selectedVideo);
    return take && take->length > Ticks() ? std::optional(take->length) : std::nullopt;
}

QSet<QString> TakeShelf::follow(const std::vector<store::RowChange> &changes)
{
    QSet<QString> ids;
    for (const store::RowChange &change : changes) {
        if (change.table == takeTable().name() || change.table == recipeTable().name())
            ids.insert(change.id);
    }
    for (const QString &id : ids)
        m_known.erase(id);
    return ids;
}

Result<> TakeShelf::setThumb(const QString &mediaHash, const timeline::MediaRef &thumb)
{
    return setDerived(mediaHash, QString::fromLatin1(kThumb), thumb);
}

Result<> TakeShelf::setProxy(const QString &mediaHash, const timeline::MediaRef &proxy)
{
    return setDerived(mediaHash, QString::fromLatin1(kProxy), proxy);
}

Result<> TakeShelf::setDerived(const QString &mediaHash, const QString &use, const timeline::MediaRef &media)
{
    SC_TRY(m_session.d->requireWritable());
    loadDerived();
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(db()));
    SC_TRY(db().execute(QStringLiteral("INSERT INTO derived_media(media_hash, use, path, size) VALUES(?, ?, ?, ?) "
                                       "ON CONFLICT(media_hash, use) DO UPDATE SET path = excluded.path, size = excluded.size"),
                        {mediaHash, use, media.path, media.size}));
    SC_TRY(transaction.commit());
    (use == QLatin1String(kProxy) ? m_proxies : m_thumbs).insert(mediaHash, {media.path, media.size, {}});
    for (auto &[id, take] : m_known)
        addDerived(take);
    return {};
}

} // namespace sc::project
