// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/surface_accessible.h"

#include "ui/timeline/cut_commands.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/timeline_surface.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QAccessibleWidget>

#include <algorithm>
#include <map>

namespace sc::ui {

namespace {

// What shots and alternates share: they hold ids, not places, since they may move while a screen reader looks at them.
class ClipAccessible : public QAccessibleInterface
{
public:
    ClipAccessible(TimelineSurface *surface, ClipId clip) : m_surface(surface), m_clip(std::move(clip)) {}

    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_surface ? m_surface->window()->windowHandle() : nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect seen = box().toRect();
        return {m_surface->mapToGlobal(seen.topLeft()), seen.size()};
    }

protected:
    [[nodiscard]] virtual QRectF box() const = 0;
    [[nodiscard]] TimelineSurface *surface() const { return m_surface.data(); }
    [[nodiscard]] const ClipId &clip() const { return m_clip; }
    [[nodiscard]] int placeOf(const ClipId &id) const { return m_surface->editor()->index().positionOf(id); }
    [[nodiscard]] QString whereText(const timeline::Clip &of) const
    {
        const TimelineEditor &editor = *m_surface->editor();
        const QString where =
            TimelineSurface::tr("%1 to %2, %3")
                .arg(positionText(editor.beats(), of.start, editor.frameRate()), positionText(editor.beats(), of.end(), editor.frameRate()),
                     lengthText(editor.beats(), of.range(), editor.frameRate()));
        return of.locked ? TimelineSurface::tr("%1, locked").arg(where) : where;
    }

private:
    QPointer<TimelineSurface> m_surface;
    ClipId m_clip;
};

// Interfaces by clip, registered once and taken back with their owner.
class Registered
{
public:
    ~Registered()
    {
        for (const auto &[clip, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }
    template<class Make> [[nodiscard]] QAccessibleInterface *of(const ClipId &clip, const Make &make)
    {
        const auto known = m_ids.find(clip);
        if (known != m_ids.end())
            return QAccessible::accessibleInterface(known->second);
        QAccessibleInterface *made = make(); // owned by the accessibility cache, see the destructor
        m_ids[clip] = QAccessible::registerAccessibleInterface(made);
        return made;
    }

private:
    std::map<ClipId, QAccessible::Id> m_ids;
};

// A version of a shot that is not live. Pressing makes it live.
class AlternateAccessible : public ClipAccessible, public QAccessibleActionInterface
{
public:
    AlternateAccessible(TimelineSurface *surface, ClipId clip, ClipId shot)
        : ClipAccessible(surface, std::move(clip)), m_shot(std::move(shot))
    {
    }

    bool isValid() const override
    {
        const timeline::Clip *found = surface() ? timeline::findClip(surface()->editor()->timeline(), clip()) : nullptr;
        return found && !found->isLive && placeOf(m_shot) >= 0;
    }
    QAccessibleInterface *parent() const override
    {
        QAccessibleInterface *lane = QAccessible::queryAccessibleInterface(surface());
        return lane && isValid() ? lane->child(placeOf(m_shot)) : lane;
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && isValid())
            edit::makeLive(*surface()->editor(), clip());
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.offscreen = !isValid() || !surface()->rect().intersects(box().toRect());
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const timeline::Clip &shown = *timeline::findClip(surface()->editor()->timeline(), clip());
        if (kind == QAccessible::Name)
            return TimelineSurface::tr("Alternate A%1 of shot %2, %3").arg(shown.alternateNumber).arg(placeOf(m_shot) + 1).arg(shown.name);
        return kind == QAccessible::Value || kind == QAccessible::Description ? whereText(shown) : QString();
    }

protected:
    QRectF box() const override { return surface()->boxOfAlternate(clip()); }

private:
    ClipId m_shot; // the live one
};

// One live shot; its children are its alternates.
class ShotAccessible : public ClipAccessible
{
public:
    using ClipAccessible::ClipAccessible;

    bool isValid() const override { return surface() && place() >= 0; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(surface()); }
    int childCount() const override { return isValid() ? int(alternates().size()) : 0; }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const ClipId id = surface()->editor()->timeline().clips[size_t(alternates()[size_t(index)])].id;
        return m_alternates.of(id, [&] { return new AlternateAccessible(surface(), id, clip()); });
    }
    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted)
                return i;
        }
        return -1;
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        if (!isValid())
            return state;
        const Selection &selection = surface()->editor()->selection();
        state.selected = selection.contains(clip());
        state.focused = surface()->hasFocus() && selection.current() == clip();
        state.offscreen = !surface()->rect().intersects(box().toRect());
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const timeline::Clip &shown = *timeline::findClip(surface()->editor()->timeline(), clip());
        if (kind == QAccessible::Name)
            return TimelineSurface::tr("Shot %1, %2").arg(place() + 1).arg(shown.name);
        if (kind != QAccessible::Value && kind != QAccessible::Description)
            return {};
        const ClipState state = stateOf(shown, surface()->editor()->states());
        return QStringLiteral("%1, %2").arg(stateName(state), whereText(shown));
    }

protected:
    QRectF box() const override { return surface()->boxOf(clip()); }

private:
    [[nodiscard]] int place() const { return placeOf(clip()); }
    [[nodiscard]] const std::vector<int> &alternates() const { return surface()->editor()->index().alternatesOf(size_t(place())); }

    mutable Registered m_alternates;
};

class SurfaceAccessible : public QAccessibleWidget
{
public:
    explicit SurfaceAccessible(TimelineSurface *surface) : QAccessibleWidget(surface, QAccessible::List, surface->accessibleName()) {}

    int childCount() const override { return int(surface()->editor()->index().entries().size()); }

    QAccessibleInterface *child(int index) const override
    {
        const auto &entries = surface()->editor()->index().entries();
        if (index < 0 || size_t(index) >= entries.size())
            return nullptr;
        const ClipId clip = surface()->editor()->timeline().clips[size_t(entries[size_t(index)].clip)].id;
        return m_shots.of(clip, [&] { return new ShotAccessible(surface(), clip); });
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

    mutable Registered m_shots;
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
