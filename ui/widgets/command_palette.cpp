// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/command_palette.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr size_t kMostRows = 9;
constexpr int kGroupHeight = 28;
} // namespace

// The rows below the field, painted.
class CommandPalette::List : public QWidget
{
public:
    explicit List(std::function<void(int)> run) : m_run(std::move(run))
    {
        setMouseTracking(true);
        setAccessibleName(CommandPalette::tr("Results"));
    }

    void setHits(std::vector<Hit> hits)
    {
        m_hits = std::move(hits);
        m_current = 0;
        setFixedHeight(heightOfAll());
        update();
    }
    void step(int by)
    {
        if (!m_hits.empty())
            m_current = (m_current + by + static_cast<int>(m_hits.size())) % static_cast<int>(m_hits.size());
        update();
    }
    [[nodiscard]] int current() const { return m_hits.empty() ? -1 : m_current; }
    [[nodiscard]] const std::vector<Hit> &hits() const { return m_hits; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_hits.empty()) {
            painter.setFont(theme.fonts.body);
            painter.setPen(theme.text.secondary);
            painter.drawText(rect(), Qt::AlignCenter,
                             CommandPalette::tr("Nothing is called that. Try “import”, “export” or the name of a song."));
            return;
        }
        int y = 0;
        for (size_t i = 0; i < m_hits.size(); ++i) {
            if (startsGroup(i)) {
                painter.setFont(theme.fonts.caption);
                painter.setPen(theme.text.secondary);
                painter.drawText(QRect(12, y + 10, width() - 24, 14), Qt::AlignLeft | Qt::AlignVCenter, m_hits[i].item.group);
                y += kGroupHeight;
            }
            paintRow(painter, theme, m_hits[i], QRect(0, y, width(), size::kPaletteRow), static_cast<int>(i) == m_current);
            y += size::kPaletteRow;
        }
    }
    void mouseMoveEvent(QMouseEvent *event) override
    {
        if (const int row = rowAt(event->pos().y()); row >= 0) {
            m_current = row;
            update();
        }
    }
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (const int row = rowAt(event->pos().y()); row >= 0)
            m_run(row);
    }

private:
    [[nodiscard]] bool startsGroup(size_t i) const { return i == 0 || m_hits[i].item.group != m_hits[i - 1].item.group; }
    [[nodiscard]] int heightOfAll() const
    {
        int height = m_hits.empty() ? 64 : 0;
        for (size_t i = 0; i < m_hits.size(); ++i)
            height += size::kPaletteRow + (startsGroup(i) ? kGroupHeight : 0);
        return height;
    }
    [[nodiscard]] int rowAt(int wanted) const
    {
        int y = 0;
        for (size_t i = 0; i < m_hits.size(); ++i) {
            y += startsGroup(i) ? kGroupHeight : 0;
            if (wanted >= y && wanted < y + size::kPaletteRow)
                return static_cast<int>(i);
            y += size::kPaletteRow;
        }
        return -1;
    }
    static void paintRow(QPainter &painter, const Theme &theme, const Hit &hit, const QRect &row, bool current)
    {
        if (current) {
            QPainterPath path;
            path.addRoundedRect(row, 8, 8);
            painter.fillPath(path, theme.accent.selection);
        }
        const QColor ink = current ? theme.state.onAccent : theme.text.primary;
        drawIconCentred(painter, hit.item.icon.isEmpty() ? QStringLiteral("command") : hit.item.icon,
                        QRectF(row.left() + 12, row.top(), 17, row.height()), 17, current ? theme.state.onAccent : theme.text.secondary);
        double right = row.right() - 12;
        if (!hit.item.keys.isEmpty())
            right = drawKeyCap(painter, right, row.center().y() + 0.5, hit.item.keys, theme,
                               current ? theme.state.onAccent : theme.text.secondary, theme.state.keyCap) -
                    12;
        const QFont &font = current ? theme.fonts.bodyStrong : theme.fonts.bodyMedium;
        const QFontMetricsF metrics(font);
        double x = row.left() + 41;
        painter.setFont(font);
        for (qsizetype i = 0; i < hit.item.text.size() && x < right; ++i) {
            const bool matched = hit.match.positions.contains(static_cast<int>(i));
            painter.setPen(matched && !current ? theme.text.blue : ink);
            const double advance = metrics.horizontalAdvance(hit.item.text.left(i + 1)) - metrics.horizontalAdvance(hit.item.text.left(i));
            painter.drawText(QPointF(x, row.center().y() + metrics.ascent() / 2 - 1), hit.item.text.mid(i, 1));
            x += advance;
        }
        if (!hit.item.hint.isEmpty() && x + 24 < right) {
            painter.setFont(theme.fonts.body);
            painter.setPen(current ? theme.state.onAccent : theme.text.secondary);
            const QRectF place(x + 12, row.top(), right - x - 12, row.height());
            painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(theme.fonts.body).elidedText(hit.item.hint, Qt::ElideRight, place.width()));
        }
    }

    std::function<void(int)> m_run;
    std::vector<Hit> m_hits;
    int m_current = 0;
};

// The field's glass, larger than that of a search field.
class CommandPalette::Input : public QLineEdit
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        QPainter painter(this);
        drawIconCentred(painter, QStringLiteral("search"), QRectF(12, 0, 20, height()), 20, themeOf(this).text.secondary);
    }
};

CommandPalette::CommandPalette(QWidget *window, Provider provider, ArgumentProvider arguments)
    : Overlay(window, 640, 112, radius::kPalette),
      m_provider(std::move(provider)),
      m_arguments(std::move(arguments)),
      m_input(new Input),
      m_list(new List([this](int row) { runHit(row); }))
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(8, 0, 8, 8);
    column->setSpacing(0);
    m_input->setFixedHeight(58);
    m_input->setProperty("bare", true);
    m_input->setProperty("noFocusHalo", true);
    m_input->setProperty("leftInset", 44);
    m_input->setPlaceholderText(tr("Search or run a command"));
    m_input->setAccessibleName(tr("Search or run a command"));
    QFont large = themeOf(this).fonts.body;
    large.setPixelSize(17);
    m_input->setFont(large);
    m_input->installEventFilter(this);
    column->addWidget(m_input);
    column->addWidget(new Hairline);
    column->addSpacing(4);
    column->addWidget(m_list);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::refresh);
}

void CommandPalette::openWith(const QString &text)
{
    m_items = m_provider();
    m_input->setText(text);
    refresh();
    open(m_input);
}

QStringList CommandPalette::shownTexts() const
{
    QStringList texts;
    for (const Hit &hit : m_list->hits())
        texts.append(hit.item.text);
    return texts;
}

void CommandPalette::refresh()
{
    const QString typed = m_input->text().trimmed();
    std::vector<Hit> hits;
    for (PaletteItem &item : m_arguments(typed))
        hits.push_back({std::move(item), {}});
    const size_t fixed = hits.size();
    for (const PaletteItem &item : m_items) {
        if (auto match = fuzzyMatch(typed, item.text)) {
            const qsizetype recent = m_recent.indexOf(item.text);
            match->score += recent >= 0 ? 8 - static_cast<int>(std::min<qsizetype>(recent, 7)) : 0;
            hits.push_back({item, std::move(*match)});
        }
    }
    std::stable_sort(hits.begin() + static_cast<std::ptrdiff_t>(fixed), hits.end(),
                     [](const Hit &a, const Hit &b) { return a.match.score > b.match.score; });
    if (hits.size() > kMostRows)
        hits.resize(kMostRows);
    // Groups stand together, in the order of their best hit.
    QStringList groups;
    for (const Hit &hit : hits) {
        if (!groups.contains(hit.item.group))
            groups.append(hit.item.group);
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [&](const Hit &a, const Hit &b) { return groups.indexOf(a.item.group) < groups.indexOf(b.item.group); });
    m_list->setHits(std::move(hits));
    place();
}

void CommandPalette::runHit(int index)
{
    if (index < 0)
        return;
    const PaletteItem item = m_list->hits()[static_cast<size_t>(index)].item;
    m_recent.removeAll(item.text);
    m_recent.prepend(item.text);
    close();
    if (item.run)
        item.run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            m_list->step(1);
            return true;
        case Qt::Key_Up:
            m_list->step(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runHit(m_list->current());
            return true;
        default:
            break;
        }
    }
    return Overlay::eventFilter(watched, event);
}

} // namespace sc::ui
