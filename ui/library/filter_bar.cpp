// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/filter_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

// A filter that is not set: an outline and its name.
class OutlineChip : public QAbstractButton
{
public:
    OutlineChip(const QString &text, QString icon) : m_icon(std::move(icon))
    {
        setText(text);
        setAccessibleName(tr("Filter by %1").arg(text));
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setProperty("cornerRadius", radius::kChip);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const double words = QFontMetricsF(themeOf(this).fonts.caption).horizontalAdvance(text());
        return {static_cast<int>(std::ceil(words)) + 17 + (m_icon.isEmpty() ? 0 : 17), 26};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(underMouse() ? theme.hairline.three : theme.hairline.two, 1));
        painter.setBrush(underMouse() ? theme.state.chip : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kChip, radius::kChip);
        const QColor ink = underMouse() ? theme.text.primary : theme.text.secondary;
        int x = 8;
        if (!m_icon.isEmpty()) {
            drawIconCentred(painter, m_icon, QRectF(x, 0, 12, height()), 12, ink);
            x += 17;
        }
        painter.setFont(theme.fonts.caption);
        painter.setPen(ink);
        painter.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    }

private:
    QString m_icon;
};

constexpr std::array kUsual{FilterKind::Bpm, FilterKind::Mood, FilterKind::Loudness};

} // namespace

FilterBar::FilterBar(Facts facts, QWidget *parent) : QWidget(parent), m_facts(std::move(facts)), m_flow(new FlowLayout(this))
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Filters"));
    rebuild();
}

void FilterBar::setQuery(const library::TrackQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    rebuild();
}

void FilterBar::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the sender
        delete item;
    }
    m_chips.clear();
    const auto add = [this](FilterKind kind, QAbstractButton *chip) {
        connect(chip, &QAbstractButton::clicked, this, [this, kind] { openEditor(kind); });
        m_flow->addWidget(chip);
        chip->show();
        m_chips.emplace_back(kind, chip);
    };
    for (const FilterKind kind : filterKinds()) {
        if (!isSet(m_query, kind))
            continue;
        auto *chip = new Chip(chipText(m_query, kind));
        chip->setTall(true);
        chip->setRemovable(true);
        chip->setToolTip(tr("Change this filter"));
        connect(chip, &Chip::removed, this, [this, kind] {
            library::TrackQuery query = m_query;
            clearFilter(query, kind);
            take(query);
        });
        add(kind, chip);
    }
    for (const FilterKind kind : kUsual) {
        if (!isSet(m_query, kind))
            add(kind, new OutlineChip(filterName(kind), {}));
    }
    auto *more = new OutlineChip(tr("Filter"), QStringLiteral("plus"));
    more->setAccessibleName(tr("Add a filter"));
    connect(more, &QAbstractButton::clicked, this, [this, more] { openMenu(more); });
    m_flow->addWidget(more);
    more->show();
    m_add = more;
    updateGeometry();
}

void FilterBar::take(const library::TrackQuery &query)
{
    m_query = query;
    rebuild();
    Q_EMIT queryEdited(m_query);
}

QWidget *FilterBar::chipOf(FilterKind kind) const
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(), [&](const auto &chip) { return chip.first == kind; });
    return found != m_chips.end() ? found->second : m_add;
}

void FilterBar::openMenu(QWidget *from)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const FilterKind kind : filterKinds()) {
        QAction *row = menu->addAction(themedIcon(filterIcon(kind)), filterName(kind));
        connect(row, &QAction::triggered, this, [this, kind] { openEditor(kind); });
    }
    const bool any = std::any_of(filterKinds().begin(), filterKinds().end(), [this](FilterKind kind) { return isSet(m_query, kind); });
    if (any) {
        menu->addSeparator();
        connect(menu->addAction(themedIcon(QStringLiteral("close")), tr("Take all filters away")), &QAction::triggered, this, [this] {
            library::TrackQuery query = m_query;
            for (const FilterKind kind : filterKinds())
                clearFilter(query, kind);
            take(query);
        });
    }
    menu->popup(from->mapToGlobal(QPoint(0, from->height() + 4)));
}

void FilterBar::openEditor(FilterKind kind)
{
    closeEditor();
    m_popover = new Popover(window(), kind == FilterKind::Key ? 268 : kind == FilterKind::Used || kind == FilterKind::Missing ? 320 : 256);
    m_popover->setAccessibleName(filterName(kind));
    auto *column = new QVBoxLayout(m_popover->plate());
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(filterName(kind), TextStyle::BodyStrong), 1);
    auto *clear = new PushButton(tr("Clear"), ControlKind::Quiet);
    clear->setButtonSize(ButtonSize::Small);
    clear->setVisible(isSet(m_query, kind));
    head->addWidget(clear);
    column->addLayout(head);
    m_editor = FilterEditor::make(kind, m_query, m_facts(), m_popover->plate());
    column->addWidget(m_editor);
    connect(m_editor, &FilterEditor::edited, this, [this] { take(m_editor->query()); });
    connect(m_editor, &FilterEditor::said, this, &FilterBar::said);
    connect(clear, &QPushButton::clicked, this, [this, kind] {
        library::TrackQuery query = m_query;
        clearFilter(query, kind);
        m_editor = nullptr; // what stands in its fields is not wanted
        m_popover->close();
        take(query);
    });
    connect(m_popover, &Popover::closed, this, [this, popover = m_popover] {
        if (m_editor)
            m_editor->settle();
        m_editor = nullptr;
        m_popover = nullptr;
        popover->deleteLater();
    });
    m_popover->openAt(chipOf(kind), m_editor->firstField());
}

void FilterBar::closeEditor()
{
    if (m_popover != nullptr)
        m_popover->close();
}

} // namespace sc::ui
