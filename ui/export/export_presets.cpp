// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_presets.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

class ExportPresets::Row : public QAbstractButton
{
public:
    Row(QString icon, const QString &name) : m_icon(std::move(icon))
    {
        setText(name);
        setAccessibleName(name);
        setCheckable(true);
        setAutoExclusive(true);
        setFixedHeight(50);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setProperty("cornerRadius", radius::kButtonLarge);
    }
    void setDetail(const QString &detail)
    {
        m_detail = detail;
        setAccessibleDescription(detail);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        drawRow(painter, rect(), theme,
                isChecked()    ? RowState::Selected
                : underMouse() ? RowState::Hover
                               : RowState::Rest,
                radius::kButtonLarge);
        drawIconCentred(painter, m_icon, QRectF(10, 0, 19, height()), 19, isChecked() ? theme.text.blue : theme.text.secondary);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(QRect(41, 9, width() - 50, 16), Qt::AlignVCenter | Qt::AlignLeft, text());
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRect(41, 26, width() - 50, 15), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(theme.fonts.captionLight).elidedText(m_detail, Qt::ElideRight, width() - 50));
    }

private:
    QString m_icon;
    QString m_detail;
};

ExportPresets::ExportPresets(QWidget *parent) : Panel(parent)
{
    setFixedWidth(264);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 8, 8);
    column->setSpacing(0);
    auto *head = makePanelHeader(tr("Presets"), column);
    head->setContentsMargins(6, 0, 6, 0);
    const auto group = [&](const QString &name, int above) {
        column->addSpacing(above);
        auto *row = new QHBoxLayout;
        row->setContentsMargins(10, 2, 10, 4);
        row->addWidget(new TextLabel(name, TextStyle::Caption, Ink::Secondary));
        column->addLayout(row);
    };
    const auto add = [&](ExportKind kind, const QString &icon) {
        auto *row = new Row(icon, exportName(kind));
        connect(row, &QAbstractButton::clicked, this, [this, kind] { Q_EMIT chosen(kind); });
        column->addWidget(row);
        m_rows[kind] = row;
    };
    group(tr("To an editor"), 0);
    add(ExportKind::FinalCut, QStringLiteral("timeline"));
    group(tr("To a movie"), 10);
    add(ExportKind::Movie, QStringLiteral("video"));
    column->addStretch(1);
}

void ExportPresets::setCurrent(ExportKind kind)
{
    m_rows.at(kind)->setChecked(true);
}

void ExportPresets::setDetails(const QString &finalCut, const QString &movie)
{
    m_rows.at(ExportKind::FinalCut)->setDetail(finalCut);
    m_rows.at(ExportKind::Movie)->setDetail(movie);
}

void ExportPresets::setNarrow(bool narrow)
{
    setFixedWidth(narrow ? 184 : 264);
}

} // namespace sc::ui
