// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shortcut_sheet.h"

#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

namespace {
constexpr int kRow = 26;
constexpr int kColumns = 2;
} // namespace

class ShortcutSheet::Rows : public QWidget
{
public:
    struct Row
    {
        QString text; // of a group: its name
        QStringList keys;
        bool isGroup = false;
    };

    void fill(const ActionRegistry &actions, const QString &filter)
    {
        m_rows.clear();
        QStringList groups;
        for (const ActionSpec *spec : actions.all()) {
            if (!groups.contains(spec->group))
                groups.append(spec->group);
        }
        for (const QString &group : std::as_const(groups)) {
            std::vector<Row> rows;
            for (const ActionSpec *spec : actions.all()) {
                if (spec->group != group || spec->shortcuts.isEmpty() || !spec->text.contains(filter, Qt::CaseInsensitive))
                    continue;
                Row row{spec->text, {}, false};
                for (const QKeySequence &keys : spec->shortcuts)
                    row.keys.prepend(keys.toString(QKeySequence::NativeText));
                rows.push_back(row);
            }
            if (rows.empty())
                continue;
            m_rows.push_back({group, {}, true});
            m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        }
        setMinimumHeight((static_cast<int>(m_rows.size()) / kColumns + 2) * kRow);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        const size_t perColumn = (m_rows.size() + kColumns - 1) / kColumns + 1;
        const int columnWidth = (width() - 32) / kColumns;
        for (size_t i = 0; i < m_rows.size(); ++i) {
            const int x = static_cast<int>(i / perColumn) * (columnWidth + 32);
            const QRect box(x, static_cast<int>(i % perColumn) * kRow, columnWidth, kRow);
            const Row &row = m_rows[i];
            painter.setFont(row.isGroup ? theme.fonts.caption : theme.fonts.body);
            painter.setPen(row.isGroup ? theme.text.secondary : theme.text.primary);
            painter.drawText(box, Qt::AlignLeft | (row.isGroup ? Qt::AlignBottom : Qt::AlignVCenter), row.text);
            double right = box.right();
            for (const QString &keys : row.keys)
                right = drawKeyCap(painter, right, box.center().y() + 0.5, keys, theme, theme.text.secondary, theme.state.keyCap) - 6;
        }
    }

private:
    std::vector<Row> m_rows;
};

ShortcutSheet::ShortcutSheet(QWidget *window, const ActionRegistry &actions)
    : Overlay(window, 760, 72, radius::kPalette), m_actions(actions), m_search(new SearchField(tr("Search shortcuts"))), m_rows(new Rows)
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 12, 18, 16);
    column->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Keyboard shortcuts"), TextStyle::Title));
    head->addStretch(1);
    m_search->setFixedWidth(220);
    head->addWidget(m_search);
    auto *cross = new IconButton(QStringLiteral("close"), tr("Close"));
    connect(cross, &QAbstractButton::clicked, this, &Overlay::close);
    head->addWidget(cross);
    column->addLayout(head);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(m_rows);
    m_rows->setAutoFillBackground(false);
    scroll->setMinimumHeight(420);
    column->addWidget(scroll, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) { m_rows->fill(m_actions, text); });
}

void ShortcutSheet::openSheet()
{
    m_search->clear();
    m_rows->fill(m_actions, {});
    open(m_search);
}

} // namespace sc::ui
