// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/correction_desk.h"

#include "core/library/library.h"

#include <algorithm>

namespace sc::ui {

CorrectionDesk::CorrectionDesk(AppContext &context, QObject *parent) : QObject(parent), m_context(context) {}

void CorrectionDesk::setSong(const TrackId &track, std::shared_ptr<const audio::Analysis> measured, bool isPartial)
{
    m_partial = isPartial;
    if (track != m_track) {
        m_others[m_track] = std::move(m_history);
        m_history = std::move(m_others[track]);
        m_track = track;
    }
    m_measured = std::move(measured);
    m_corrections = m_measured ? m_context.library().corrections(m_track) : audio::Corrections();
    recompute();
}

void CorrectionDesk::reread()
{
    if (m_storing || !m_measured)
        return;
    m_corrections = m_context.library().corrections(m_track);
    recompute();
}

void CorrectionDesk::recompute()
{
    m_shown = !m_measured               ? nullptr
              : m_corrections.isEmpty() ? m_measured
                                        : std::make_shared<const audio::Analysis>(audio::corrected(*m_measured, m_corrections));
    Q_EMIT changed();
}

bool CorrectionDesk::store(const audio::Corrections &next)
{
    m_storing = true;
    const bool good = reported(m_context, m_context.library().setCorrections(m_track, next));
    m_storing = false;
    if (!good)
        return false;
    m_corrections = next;
    recompute();
    return true;
}

bool CorrectionDesk::apply(const QString &step, const audio::Corrections &next)
{
    if (!m_measured || m_partial || next == m_corrections)
        return false;
    const audio::Corrections before = m_corrections;
    m_history.done.push_back({step, before});
    m_history.undone.clear();
    if (store(next))
        return true;
    m_history.done.pop_back();
    return false;
}

bool CorrectionDesk::setGrid(const QString &step, const Result<BeatGrid> &grid)
{
    if (!reported(m_context, grid))
        return false;
    audio::Corrections next = m_corrections;
    next.grid = *grid;
    return apply(step, next);
}

bool CorrectionDesk::setSections(const QString &step, const Result<audio::Sections> &sections)
{
    if (!reported(m_context, sections))
        return false;
    audio::Corrections next = m_corrections;
    next.sections = *sections;
    return apply(step, next);
}

bool CorrectionDesk::setKey(const QString &key)
{
    audio::Corrections next = m_corrections;
    next.key = key;
    return apply(tr("Correct key"), next);
}

bool CorrectionDesk::setLabel(audio::LabelKind kind, const QString &name, bool isThere)
{
    audio::Corrections next = m_corrections;
    std::erase_if(next.labels, [&](const audio::Corrections::LabelChange &change) { return change.kind == kind && change.name == name; });
    // What the analysis says itself needs no record.
    const bool heard = m_measured && std::ranges::any_of(m_measured->labels, [&](const audio::Label &label) {
                           return label.kind == kind && label.name == name;
                       });
    if (heard != isThere)
        next.labels.push_back({kind, name, isThere});
    return apply(isThere ? tr("Add label %1").arg(name) : tr("Remove label %1").arg(name), next);
}

void CorrectionDesk::resetGrid()
{
    audio::Corrections next = m_corrections;
    next.grid.reset();
    apply(tr("Reset beat grid"), next);
}

void CorrectionDesk::resetSections()
{
    audio::Corrections next = m_corrections;
    next.sections.reset();
    apply(tr("Reset sections"), next);
}

void CorrectionDesk::resetKey()
{
    audio::Corrections next = m_corrections;
    next.key.reset();
    apply(tr("Reset key"), next);
}

void CorrectionDesk::resetLabels()
{
    audio::Corrections next = m_corrections;
    next.labels.clear();
    apply(tr("Reset labels"), next);
}

void CorrectionDesk::undo()
{
    if (!canUndo())
        return;
    Step step = std::move(m_history.done.back());
    m_history.done.pop_back();
    const audio::Corrections before = m_corrections;
    m_history.undone.push_back({step.name, before});
    if (!store(step.other)) {
        m_history.undone.pop_back();
        m_history.done.push_back(std::move(step));
    }
}

void CorrectionDesk::redo()
{
    if (!canRedo())
        return;
    Step step = std::move(m_history.undone.back());
    m_history.undone.pop_back();
    const audio::Corrections before = m_corrections;
    m_history.done.push_back({step.name, before});
    if (!store(step.other)) {
        m_history.done.pop_back();
        m_history.undone.push_back(std::move(step));
    }
}

} // namespace sc::ui
