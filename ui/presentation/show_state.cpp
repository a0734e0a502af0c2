// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/show_state.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::ui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ShowState)
};
} // namespace

void ShowState::setTimeline(const timeline::Timeline &timeline)
{
    const ClipId kept = currentClip() ? currentClip()->id : ClipId();
    m_timeline = timeline;
    m_index = ClipIndex(m_timeline);
    const int place = m_index.positionOf(kept);
    m_current = isEmpty() ? -1 : place >= 0 ? place : std::clamp(m_current, 0, count() - 1);
}

const timeline::Clip *ShowState::clip(int shot) const
{
    return shot < 0 || shot >= count() ? nullptr : &m_timeline.clips[size_t(m_index.entries()[size_t(shot)].clip)];
}

const timeline::Scene *ShowState::sceneOf(int shot) const
{
    if (shot < 0 || shot >= count())
        return nullptr;
    const int scene = m_index.entries()[size_t(shot)].scene;
    return scene < 0 ? nullptr : &m_timeline.scenes[size_t(scene)];
}

void ShowState::goTo(int shot)
{
    m_current = isEmpty() ? -1 : std::clamp(shot, 0, count() - 1);
}

bool ShowState::step(int by, bool loop)
{
    if (isEmpty())
        return false;
    const int before = m_current;
    const int wanted = m_current + by;
    m_current = loop ? (wanted % count() + count()) % count() : std::clamp(wanted, 0, count() - 1);
    return m_current != before;
}

std::pair<int, int> ShowState::shotsOfScene() const
{
    const timeline::Scene *scene = sceneOf(m_current);
    if (!scene)
        return {0, 0};
    int first = m_current;
    int last = m_current;
    while (first > 0 && sceneOf(first - 1) == scene)
        --first;
    while (last + 1 < count() && sceneOf(last + 1) == scene)
        ++last;
    return {first, last + 1};
}

bool ShowState::stepScene(int by)
{
    const auto [first, behind] = shotsOfScene();
    const int before = m_current;
    if (by > 0 && behind < count()) {
        m_current = behind;
    } else if (by < 0 && first > 0) {
        m_current = first - 1;
        m_current = shotsOfScene().first;
    }
    return m_current != before;
}

int ShowState::shotAt(Ticks t) const
{
    if (const ClipIndex::Entry *entry = m_index.at(t))
        return entry->number - 1;
    const auto &entries = m_index.entries();
    const auto after = std::ranges::upper_bound(entries, t, {}, [](const ClipIndex::Entry &entry) { return entry.range.start; });
    return isEmpty() ? -1 : std::max(0, int(after - entries.begin()) - 1);
}

QString ShowState::placeText() const
{
    return isEmpty() ? QString() : Words::tr("clip %1 of %2").arg(m_current + 1).arg(count());
}

QString ShowState::sceneText() const
{
    const timeline::Scene *scene = sceneOf(m_current);
    return scene ? Words::tr("scene %1: %2").arg(scene->order + 1).arg(scene->name) : QString();
}

QString ShowState::notes() const
{
    const timeline::Clip *clip = currentClip();
    const timeline::Scene *scene = sceneOf(m_current);
    if (clip && !clip->notes.trimmed().isEmpty())
        return clip->notes;
    return scene && !scene->description.trimmed().isEmpty() ? scene->description : m_timeline.project.description;
}

QString ShowState::notesOrigin() const
{
    const timeline::Clip *clip = currentClip();
    const timeline::Scene *scene = sceneOf(m_current);
    if (clip && !clip->notes.trimmed().isEmpty())
        return Words::tr("shot %1").arg(m_current + 1);
    if (scene && !scene->description.trimmed().isEmpty())
        return Words::tr("scene %1").arg(scene->order + 1);
    return m_timeline.project.description.trimmed().isEmpty() ? QString() : Words::tr("show");
}

} // namespace sc::ui
