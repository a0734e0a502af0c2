// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/collections_panel.h"

#include "ui/library/bpm_histogram.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

class CollectionsPanel::Row : public QAbstractButton
{
public:
    Row(QString icon, const QString &name) : m_icon(std::move(icon))
    {
        setText(name);
        setCheckable(true);
        setAutoExclusive(true);
        setFixedHeight(30);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }
    void setCount(int count)
    {
        m_count = QLocale().toString(count);
        setAccessibleName(text() + QStringLiteral(", ") + m_count);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        if (isChecked())
            drawControl(painter, rect(), theme, ControlKind::Default, ControlState::Rest);
        else if (underMouse())
            drawControl(painter, rect(), theme, ControlKind::Quiet, ControlState::Hover);
        drawIconCentred(painter, m_icon, QRectF(8, 0, 16, height()), 16, isChecked() ? theme.text.blue : theme.text.tertiary);
        painter.setFont(isChecked() ? theme.fonts.control : theme.fonts.body);
        painter.setPen(isChecked() ? theme.text.primary : theme.text.secondary);
        painter.drawText(rect().adjusted(32, 0, -40, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.tertiary);
        painter.drawText(rect().adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, m_count);
    }

private:
    QString m_icon;
    QString m_count;
};

QString CollectionsPanel::nameOf(Collection collection)
{
    switch (collection) {
    case Collection::All:
        return tr("All songs");
    case Collection::Recent:
        return tr("Recently added");
    case Collection::Favourites:
        return tr("Favourites");
    case Collection::Missing:
        return tr("Missing files");
    }
    return {};
}

CollectionsPanel::CollectionsPanel(QWidget *parent) : Panel(parent), m_histogram(new BpmHistogram)
{
    setFixedWidth(196);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 10, 8, 8);
    column->setSpacing(0);
    const auto add = [&](Collection collection, const QString &icon) {
        auto *row = new Row(icon, nameOf(collection));
        connect(row, &QAbstractButton::clicked, this, [this, collection] { Q_EMIT chosen(collection); });
        column->addWidget(row);
        m_rows[collection] = row;
    };
    add(Collection::All, QStringLiteral("music"));
    add(Collection::Recent, QStringLiteral("clock"));
    add(Collection::Favourites, QStringLiteral("heart"));
    auto *tools = new TextLabel(tr("Tools"), TextStyle::Caption, Ink::Secondary);
    tools->setFixedHeight(34);
    tools->setContentsMargins(8, 0, 0, 0);
    tools->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *toolsRow = new QHBoxLayout;
    toolsRow->setContentsMargins(8, 0, 0, 0);
    toolsRow->addWidget(tools);
    column->addLayout(toolsRow);
    add(Collection::Missing, QStringLiteral("missing"));
    column->addStretch(1);
    column->addWidget(m_histogram);
    setCurrent(Collection::All);
}

void CollectionsPanel::setTracks(const std::vector<library::Track> &tracks)
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    for (const auto &[collection, row] : m_rows)
        row->setCount(static_cast<int>(std::count_if(
            tracks.begin(), tracks.end(), [&, shelf = collection](const library::Track &track) { return isIn(track, shelf, now); })));
    m_histogram->setTracks(tracks);
}

void CollectionsPanel::setCurrent(Collection collection)
{
    m_rows.at(collection)->setChecked(true);
}

} // namespace sc::ui
