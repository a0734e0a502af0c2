// SPDX-License-Identifier: GPL-3.0-or-later
// CharactersScreen: its actions and what they do.
#include "core/generation/training_set.h"
#include "core/library/shared_items.h"
#include "ui/characters/character_page.h"
#include "ui/characters/characters_screen.h"
#include "ui/characters/looks_card.h"
#include "ui/characters/reference_strip.h"
#include "ui/characters/sheet_dialog.h"
#include "ui/timeline/edit_commands.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/removal_question.h"
#include "ui/widgets/search_field.h"

#include <QtCore/QDir>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

using generation::Character;
using generation::Scope;

void CharactersScreen::registerActions()
{
    const auto hasOpen = [this] { return m_desk.current() != nullptr; };
    const auto canEdit = [this] { return m_desk.current() && !m_desk.isReadOnly(); };
    ActionAdder adder(m_context.actions(), QStringLiteral("characters"), this);
    adder.group(tr("Characters"));
    adder.add("quick", tr("Quick character..."), "user-plus", {Qt::Key_N}, [this] { quick(); });
    adder.add("find", tr("Find characters"), "search", {QKeySequence(Qt::CTRL | Qt::Key_F)}, [this] { focusSearch(); });
    adder.add("fromShared", tr("Bring a shared character into the project..."), "link", {}, [this] { bringFromShared(); });
    adder.add(
        "pictures", tr("Add reference pictures..."), "image", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
        [this] { m_page->references().askForPictures(); }, canEdit);
    adder.add(
        "look", tr("New look..."), "plus", {Qt::Key_L}, [this] { m_page->looks().addLook(); }, canEdit);
    adder.add(
        "apply", tr("Apply to the selected shots"), "check", {QKeySequence(Qt::CTRL | Qt::Key_Return)}, [this] { apply(); },
        [this, hasOpen] { return hasOpen() && m_context.session() && !m_desk.editor().selection().clips().empty(); });
    adder.add(
        "takeOut", tr("Take out of the selected shots"), "", {}, [this] { takeOutOfShots(); },
        [this, hasOpen] { return hasOpen() && m_context.session() && !m_desk.editor().selection().clips().empty(); });
    adder.add(
        "showShots", tr("Show the shots with this character"), "scenes", {}, [this] { showShots(); }, hasOpen);
    adder.add(
        "test", tr("Test sheet"), "gallery", {Qt::Key_T}, [this] { startTest(); }, hasOpen);
    adder.add(
        "sheet", tr("Character sheet..."), "grid", {QKeySequence(Qt::SHIFT | Qt::Key_T)},
        [this] { orderSheet(generation::SheetProfile::Comprehensive); }, hasOpen);
    adder.add(
        "compare", tr("Compare the methods in a test"), "compare", {}, [this] { orderSheet(generation::SheetProfile::Methods); }, hasOpen);
    adder.add(
        "approveRest", tr("Approve the rest of the test sheet"), "check", {}, [this] { m_desk.approveRest(); }, hasOpen);
    adder.add(
        "duplicate", tr("Duplicate"), "stack", {QKeySequence(Qt::CTRL | Qt::Key_D)}, [this] { duplicate(); }, canEdit);
    adder.add(
        "share", tr("Move to shared"), "link", {}, [this] { share(); },
        [this, canEdit] { return canEdit() && m_desk.current()->scope == Scope::Project; });
    adder.add(
        "training", tr("Export a training set..."), "export", {}, [this] { exportTrainingSet(); }, hasOpen);
    adder.add(
        "delete", tr("Delete the character"), "trash", {Qt::Key_Delete}, [this] { remove(); }, canEdit);
    adder.add("identity", tr("Identity"), "info", {Qt::Key_I}, [this] { toggleIdentity(); });
    connect(&m_desk.editor(), &TimelineEditor::selectionChanged, &m_context.actions(), [this] { m_context.actions().refresh(); });
}

void CharactersScreen::quick(const QStringList &pictures)
{
    if (!m_context.session() && !m_context.shared())
        return;
    if (!m_quick) {
        m_quick = new QuickCharacter(window(), m_desk);
        connect(m_quick, &QuickCharacter::made, this, [this](const CharacterId &id) {
            m_search->clear();
            m_desk.open(id);
            refresh();
            m_grid->choose(id.text());
        });
    }
    m_quick->openWith(pictures);
}

void CharactersScreen::bringFromShared()
{
    QMenu menu(this);
    for (const Character &character : m_desk.all()) {
        if (character.scope != Scope::Shared)
            continue;
        menu.addAction(character.name, this, [this, character] {
            const auto id = m_desk.studio().duplicate(character, Scope::Project);
            if (reported(m_context, id))
                m_desk.open(*id);
        });
    }
    if (!menu.isEmpty())
        menu.exec(m_sharedButton->isVisible() ? m_sharedButton->mapToGlobal(QPoint(0, -menu.sizeHint().height())) : QCursor::pos());
}

void CharactersScreen::apply()
{
    const Character *open = m_desk.current();
    const std::vector<ClipId> shots = m_desk.editor().selection().clips();
    if (!open || shots.empty() || !m_context.session())
        return;
    std::vector<ClipId> inTime = shots;
    const timeline::Timeline &timeline = m_context.session()->timeline();
    std::ranges::stable_sort(inTime, {}, [&](const ClipId &id) {
        const timeline::Clip *clip = timeline::findClip(timeline, id);
        return clip ? clip->start : Ticks();
    });
    generation::Studio studio = m_desk.studio();
    const std::vector<CharacterId> several = chosen();
    const auto done = several.size() > 1 ? studio.castInTurn(inTime, several) : studio.cast(inTime, {open->id, {}, 1, {}});
    if (!reported(m_context, done))
        return;
    Q_EMIT m_context.noticeRaised({.level = Notice::Level::Success,
                                   .title = several.size() > 1 ? tr("%n characters in turn", nullptr, int(several.size())) : open->name,
                                   .text = tr("In %n shot(s) now; their own texts stay as they are.", nullptr, int(shots.size())),
                                   .actionLabel = tr("Undo"),
                                   .action = [&context = m_context] {
                                       if (context.session())
                                           (void)reported(context, context.session()->undo());
                                   }});
}

void CharactersScreen::takeOutOfShots()
{
    if (const Character *open = m_desk.current())
        (void)reported(m_context, m_desk.studio().takeOut(m_desk.editor().selection().clips(), open->id));
}

void CharactersScreen::duplicate()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    const auto id = m_desk.studio().duplicate(*open, open->scope);
    if (reported(m_context, id))
        m_desk.open(*id);
}

void CharactersScreen::share()
{
    if (const Character *open = m_desk.current())
        (void)reported(m_context, m_desk.studio().moveToShared(Character(*open)));
}

void CharactersScreen::remove()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    const Character character = *open;
    const auto removed = m_desk.studio().remove(character, false);
    if (removed) {
        Q_EMIT m_context.noticeRaised({.level = Notice::Level::Info,
                                       .title = tr("Deleted “%1”").arg(character.name),
                                       .text = {},
                                       .actionLabel = character.scope == Scope::Project ? tr("Undo") : QString(),
                                       .action = [&context = m_context] {
                                           if (context.session())
                                               (void)reported(context, context.session()->undo());
                                       }});
        return;
    }
    if (removed.error().code() == ProblemCode::Conflict)
        return confirmRemove(character, removed.error());
    m_desk.report(removed.error());
}

// It is used: the shots are listed and the person decides.
void CharactersScreen::confirmRemove(const Character &character, const Problem &problem)
{
    askBeforeRemoval(window(), problem, tr("The shots lose it; their takes stay. Undo brings both back."), tr("Delete it, keep the takes"),
                     [this, character] { (void)reported(m_context, m_desk.studio().remove(character, true)); });
}

void CharactersScreen::exportTrainingSet(const QString &folder)
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    const Character character = *open;
    const QString to = folder.isEmpty() ? QFileDialog::getExistingDirectory(window(), tr("An empty folder for the training set")) : folder;
    if (to.isEmpty())
        return;
    const auto set = generation::exportTrainingSet(m_desk.studio(), character, to);
    if (!reported(m_context, set))
        return;
    QString text = tr("%n picture(s) with captions in %1", nullptr, set->pictures).arg(QDir::toNativeSeparators(set->folder));
    if (!set->skipped.isEmpty())
        text += u' ' + set->skipped.join(u' ');
    Q_EMIT m_context.noticeRaised({.level = set->skipped.isEmpty() ? Notice::Level::Success : Notice::Level::Warning,
                                   .title = tr("Training set of %1").arg(character.name),
                                   .text = text,
                                   .actionLabel = {},
                                   .action = {}});
}

void CharactersScreen::startTest()
{
    generation::SheetSpec spec;
    spec.profile = generation::SheetProfile::Poses;
    spec.params.insert(QStringLiteral("preset"), QStringLiteral("fast"));
    m_desk.startSheet(spec);
}

void CharactersScreen::orderSheet(generation::SheetProfile profile)
{
    if (!m_context.session() || !m_context.generation() || !m_desk.current())
        return;
    if (!m_sheetDialog)
        m_sheetDialog = new SheetDialog(window(), m_desk);
    m_sheetDialog->openSheet(profile);
}

void CharactersScreen::showShots()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    std::vector<ClipId> ids;
    for (const timeline::Clip *clip : m_desk.clipsWith(open->id))
        ids.push_back(clip->id);
    Selection selection;
    selection.setClips(ids);
    m_desk.editor().setSelection(selection);
    Q_EMIT m_context.screenRequested(ScreenId::Scenes);
}

void CharactersScreen::goToShot(const ClipId &clip)
{
    if (!m_context.session())
        return;
    m_desk.editor().selectClip(clip);
    if (const timeline::Clip *found = timeline::findClip(m_context.session()->timeline(), clip))
        m_desk.editor().seek(found->start);
    Q_EMIT m_context.screenRequested(ScreenId::Timeline);
}

void CharactersScreen::openMenu(QWidget *anchor)
{
    QMenu menu(this);
    const auto add = [&](const char *id) { menu.addAction(m_context.actions().action(QStringLiteral("characters.") + QLatin1String(id))); };
    for (const char *id : {"apply", "takeOut", "showShots"})
        add(id);
    menu.addSeparator();
    for (const char *id : {"pictures", "look", "test", "sheet", "compare"})
        add(id);
    menu.addSeparator();
    for (const char *id : {"duplicate", "share", "training"})
        add(id);
    menu.addSeparator();
    add("delete");
    menu.exec(anchor ? anchor->mapToGlobal(QPoint(0, anchor->height() + 4)) : QCursor::pos());
}

} // namespace sc::ui
