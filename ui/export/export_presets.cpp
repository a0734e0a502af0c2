// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_presets.h"

#include "core/render/export_job.h"
#include "ui/export/export_fields.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

namespace {

QString iconOf(const render::ExportPreset &preset)
{
    const QString &kind = preset.kind;
    if (kind == u"video" || kind == u"animatic")
        return preset.options.value(u"width").toInt() > 0 ? QStringLiteral("fullscreen") : QStringLiteral("video");
    if (kind == u"scenes" || kind == u"pdf")
        return QStringLiteral("scenes");
    if (kind == u"images")
        return QStringLiteral("image");
    if (kind == u"fcpxml" || kind == u"xmeml")
        return QStringLiteral("timeline");
    if (kind == u"resolve")
        return QStringLiteral("grid");
    if (kind == u"otio" || kind == u"json")
        return QStringLiteral("link");
    if (kind == u"lyrics")
        return QStringLiteral("text");
    if (kind == u"markers")
        return QStringLiteral("marker");
    return QStringLiteral("list");
}

} // namespace

class ExportPresets::Row : public QAbstractButton
{
public:
    Row(ExportPresets *list, const render::ExportPreset &preset, const QString &detail)
        : m_list(list), m_preset(preset), m_icon(iconOf(preset)), m_detail(detail)
    {
        setText(preset.name);
        setObjectName(QStringLiteral("preset:") + preset.id);
        setAccessibleName(preset.name);
        setAccessibleDescription(detail);
        setToolTip(preset.name.toHtmlEscaped() + QStringLiteral("<br>") + detail.toHtmlEscaped());
        setCheckable(true);
        setAutoExclusive(true);
        setFixedHeight(48);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setProperty("cornerRadius", radius::kButtonLarge);
    }
    [[nodiscard]] const render::ExportPreset &preset() const { return m_preset; }

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
        const int width = this->width() - 50;
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(QRect(41, 8, width, 16), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(theme.fonts.controlStrong).elidedText(text(), Qt::ElideRight, width));
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRect(41, 25, width, 15), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(theme.fonts.captionLight).elidedText(m_detail, Qt::ElideRight, width));
    }
    void contextMenuEvent(QContextMenuEvent *event) override { m_list->openMenu(m_preset, event->globalPos()); }

private:
    ExportPresets *m_list;
    render::ExportPreset m_preset;
    QString m_icon;
    QString m_detail;
};

ExportPresets::ExportPresets(QWidget *parent) : Panel(parent), m_list(new QVBoxLayout)
{
    setFixedWidth(264);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 8, 8);
    column->setSpacing(0);
    auto *head = makePanelHeader(tr("Presets"), column);
    head->setContentsMargins(6, 0, 2, 0);
    auto *add = new IconButton(QStringLiteral("plus"), tr("Keep these options as a preset"));
    connect(add, &QAbstractButton::clicked, this, &ExportPresets::addRequested);
    head->addWidget(add);
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_list->setSpacing(0);
    rows->addLayout(m_list);
    rows->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
}

void ExportPresets::setPresets(const std::vector<render::ExportPreset> &own, const timeline::Project *project)
{
    clearLayout(m_list);
    m_rows.clear();
    std::vector<render::ExportPreset> editors;
    std::vector<render::ExportPreset> movies;
    std::vector<render::ExportPreset> papers;
    for (const render::ExportPreset &preset : render::builtInPresets()) {
        const render::ExportJobKind *kind = render::findExportJobKind(preset.kind);
        const bool isPaper = preset.kind == u"pdf" || preset.kind == u"csv" || preset.kind == u"lyrics" || preset.kind == u"markers" ||
                             preset.kind == u"json";
        (isPaper ? papers : kind != nullptr && kind->isPictures ? movies : editors).push_back(preset);
    }
    addGroup(tr("Own"), own, project);
    addGroup(tr("To an editor"), editors, project);
    addGroup(tr("To a movie"), movies, project);
    addGroup(tr("For people"), papers, project);
    setCurrent(m_current);
}

void ExportPresets::addGroup(const QString &name, const std::vector<render::ExportPreset> &presets, const timeline::Project *project)
{
    if (presets.empty())
        return;
    if (!m_rows.empty())
        m_list->addSpacing(10);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 2, 10, 4);
    head->addWidget(new TextLabel(name, TextStyle::Caption, Ink::Secondary));
    m_list->addLayout(head);
    for (const render::ExportPreset &preset : presets) {
        auto *row = new Row(this, preset, presetDetail(preset.kind, preset.options, project));
        connect(row, &QAbstractButton::clicked, this, [this, id = preset.id] {
            m_current = id;
            Q_EMIT chosen(id);
        });
        m_list->addWidget(row);
        m_rows.push_back(row);
    }
}

void ExportPresets::openMenu(const render::ExportPreset &preset, QPoint at)
{
    if (preset.isBuiltIn)
        return;
    QMenu menu(this);
    menu.addAction(tr("Rename"), this, [this, id = preset.id] { Q_EMIT renameRequested(id); });
    menu.addAction(tr("Delete preset"), this, [this, id = preset.id] { Q_EMIT deleteRequested(id); });
    menu.exec(at);
}

void ExportPresets::setCurrent(const QString &id)
{
    m_current = id;
    for (Row *row : m_rows)
        row->setChecked(row->preset().id == id);
}

void ExportPresets::setNarrow(bool narrow)
{
    setFixedWidth(narrow ? 184 : 264);
}

} // namespace sc::ui
