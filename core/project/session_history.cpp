// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/project/project_session_data.h"
#include "core/project/timeline_rows.h"

namespace sc::project {

Result<ChangeSet> ProjectSession::Private::follow(const store::UndoStep &step)
{
    const QString songBefore = songHash();
    SC_TRY_ASSIGN(change, rereadRows(*bundle.db, step.changes, timeline));
    if (songBefore != songHash())
        SC_TRY(loadWaveform());
    change.takes = takes->follow(step.changes);
    change.versions = touchesVersions(step.changes);
    change.items = touchesItems(step.changes);
    return change;
}

bool ProjectSession::canUndo() const
{
    return !d->bundle.readOnly && d->undo->nextUndo();
}

bool ProjectSession::canRedo() const
{
    return !d->bundle.readOnly && d->undo->nextRedo();
}

QString ProjectSession::undoName() const
{
    const store::UndoEntry *entry = d->undo->nextUndo();
    return entry ? entry->name : QString();
}

QString ProjectSession::redoName() const
{
    const store::UndoEntry *entry = d->undo->nextRedo();
    return entry ? entry->name : QString();
}

Result<QString> ProjectSession::undo()
{
    SC_TRY(d->requireWritable());
    SC_TRY_ASSIGN(step, d->undo->undo());
    SC_TRY_ASSIGN(change, d->follow(step));
    Q_EMIT changed(change);
    Q_EMIT historyChanged();
    return step.name;
}

Result<QString> ProjectSession::redo()
{
    SC_TRY(d->requireWritable());
    SC_TRY_ASSIGN(step, d->undo->redo());
    SC_TRY_ASSIGN(change, d->follow(step));
    Q_EMIT changed(change);
    Q_EMIT historyChanged();
    return step.name;
}

std::vector<HistoryEntry> ProjectSession::history() const
{
    std::vector<HistoryEntry> entries;
    for (const store::UndoEntry &entry : d->undo->entries())
        entries.push_back({entry.id, entry.name, entry.at, entry.undone, entry.isSavePoint()});
    return entries;
}

Result<> ProjectSession::goToHistory(qint64 entryId)
{
    SC_TRY(d->requireWritable());
    SC_TRY_ASSIGN(step, d->undo->moveTo(entryId));
    SC_TRY_ASSIGN(change, d->follow(step));
    Q_EMIT changed(change);
    Q_EMIT historyChanged();
    return {};
}

Result<> ProjectSession::addSavePoint(const QString &name)
{
    SC_TRY(d->requireWritable());
    SC_TRY_ASSIGN(clean, cleanText(name, TextKind::SingleLine, 1, timeline::kMaxNameLength, tr("The save point's name")));
    SC_TRY(d->undo->addSavePoint(clean));
    Q_EMIT historyChanged();
    return {};
}

} // namespace sc::project
