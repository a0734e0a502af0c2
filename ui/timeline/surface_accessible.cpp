// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/surface_accessible.h"

#include "ui/timeline/position_text.h"
#include "ui/timeline/timeline_surface.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QAccessibleWidget>

#include <algorithm>
#include <map>

namespace sc::ui {

namespace {

// One live shot. Holds its id, not its place: it may move while a screen reader looks at it.
class ShotAccessible : public QAccessibleInterface
{
public:
    ShotAccessible(TimelineSurface *surface, ClipId clip) : m_surface(surface), m_clip(std::move(clip)) {}

    bool isValid() const override { return m_surface && place() >= 0; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_surface ? m_surface->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_surface.data()); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect box = m_surface->boxOf(m_clip).toRect();
        return {m_surface->mapToGlobal(box.topLeft()), box.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        if (!isValid())
            return state;
        const Selection &selection = m_surface->editor()->selection();
        state.selected = selection.contains(m_clip);
        state.focused = m_surface->hasFocus() && selection.current() == m_clip;
        state.offscreen = !m_surface->rect().intersects(m_surface->boxOf(m_clip).toRect());
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const TimelineEditor &editor = *m_surface->editor();
        const timeline::Clip &clip = *timeline::findClip(editor.timeline(), m_clip);
        if (kind == QAccessible::Name)
            return TimelineSurface::tr("Shot %1, %2").arg(place() + 1).arg(clip.name);
        if (kind != QAccessible::Value && kind != QAccessible::Description)
            return {};
        const QString where = TimelineSurface::tr("%1 to %2, %3")
                                  .arg(positionText(editor.beats(), clip.start, editor.frameRate()),
                                       positionText(editor.beats(), clip.end(), editor.frameRate()),
                                       lengthText(editor.beats(), clip.range(), editor.frameRate()));
        return clip.locked ? TimelineSurface::tr("%1, locked").arg(where) : where;
    }

private:
    [[nodiscard]] int place() const { return m_surface->editor()->index().positionOf(m_clip); }

    QPointer<TimelineSurface> m_surface;
    ClipId m_clip;
};

class SurfaceAccessible : public QAccessibleWidget
{
public:
    explicit SurfaceAccessible(TimelineSurface *surface) : QAccessibleWidget(surface, QAccessible::List, surface->accessibleName()) {}

    ~SurfaceAccessible() override
    {
        for (const auto &[clip, id] : m_shots)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return int(surface()->editor()->index().entries().size()); }

    QAccessibleInterface *child(int index) const override
    {
        const auto &entries = surface()->editor()->index().entries();
        if (index < 0 || size_t(index) >= entries.size())
            return nullptr;
        const ClipId clip = surface()->editor()->timeline().clips[size_t(entries[size_t(index)].clip)].id;
        const auto known = m_shots.find(clip);
        if (known != m_shots.end())
            return QAccessible::accessibleInterface(known->second);
        auto *shot = new ShotAccessible(surface(), clip); // owned by the accessibility cache, see the destructor
        m_shots[clip] = QAccessible::registerAccessibleInterface(shot);
        return shot;
    }

    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted)
                return i;
        }
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at(x, y);
        for (int i = 0; i < childCount(); ++i) {
            QAccessibleInterface *shot = child(i);
            if (shot->rect().contains(at))
                return shot;
        }
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        const int place = surface()->editor()->index().positionOf(surface()->editor()->selection().current());
        return place >= 0 ? child(place) : nullptr;
    }

private:
    [[nodiscard]] TimelineSurface *surface() const { return static_cast<TimelineSurface *>(widget()); }

    mutable std::map<ClipId, QAccessible::Id> m_shots;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *surface = qobject_cast<TimelineSurface *>(object);
    return surface ? new SurfaceAccessible(surface) : nullptr;
}

} // namespace

void installTimelineAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace sc::ui
