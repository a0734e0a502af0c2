// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/character_drop.h"

#include "core/generation/character.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/character_drag.h"

#include <QtGui/QDropEvent>
#include <QtWidgets/QWidget>

#include <algorithm>

namespace sc::ui {

namespace {

Result<timeline::Timeline> castAll(timeline::Timeline timeline, const std::vector<ClipId> &clips, const QStringList &characters)
{
    for (const QString &id : characters) {
        const CharacterId character(id);
        // A shot that has it already keeps its role, weight and look.
        std::vector<ClipId> without;
        for (const ClipId &clip : clips) {
            const timeline::Clip *found = timeline::findClip(timeline, clip);
            if (found && std::ranges::find(found->generation.characters, character, &timeline::CharacterUse::character) ==
                             found->generation.characters.end())
                without.push_back(clip);
        }
        if (without.empty())
            continue;
        SC_TRY_ASSIGN(next, generation::castInto(timeline, without, {character, {}, 1, {}}));
        timeline = std::move(next);
    }
    return timeline;
}

} // namespace

CharacterDrop::CharacterDrop(TimelineEditor &editor, QWidget *view, ClipAt clipAt)
    : QObject(view), m_editor(editor), m_view(view), m_clipAt(std::move(clipAt))
{
    view->setAcceptDrops(true);
    view->installEventFilter(this);
}

bool CharacterDrop::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop;
    if (watched != m_view || !isDrag)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList characters = charactersIn(*drop->mimeData());
    if (characters.isEmpty())
        return QObject::eventFilter(watched, event);
    const ClipId clip = m_clipAt(drop->position());
    // Once it is refused where it enters, the view hears no more of it: only moving and letting go ask for a shot.
    if (event->type() != QEvent::DragEnter && clip.isEmpty()) {
        event->ignore();
        return true;
    }
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (event->type() != QEvent::Drop)
        return true;
    std::vector<ClipId> clips = m_editor.selection().clips();
    if (std::ranges::find(clips, clip) == clips.end()) {
        clips = {clip};
        m_editor.selectClip(clip);
    }
    m_editor.commit(tr("Apply character"), castAll(m_editor.timeline(), clips, characters));
    return true;
}

} // namespace sc::ui
