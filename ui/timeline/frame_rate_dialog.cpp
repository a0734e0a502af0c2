// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/frame_rate_dialog.h"

#include "ui/theme/theme.h"
#include "ui/timeline/row_list.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {

constexpr QSize kWished(520, 460);

QString milliseconds(Ticks by, bool isSigned)
{
    const double ms = by.toSeconds() * 1000;
    return (isSigned && ms > 0 ? QStringLiteral("+") : QString()) + QLocale().toString(ms, 'f', 1);
}

} // namespace

FrameRateDialog::FrameRateDialog(TimelineEditor *editor, QWidget *parent)
    : QDialog(parent),
      m_editor(editor),
      m_rate(new FieldChoice(tr("Frame rate"), this)),
      m_summary(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_moves(new RowList(tr("Boundaries that move"), this)),
      m_change(new PushButton(tr("Change"), ControlKind::Primary, this)),
      m_preview(std::unexpected(Problem()))
{
    setWindowTitle(tr("Frame rate"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Frame rate"), TextStyle::Figure, Ink::Primary, this), 1);
    std::vector<FieldChoice::Option> options;
    int current = 0;
    for (const FrameRate rate : FrameRate::supported()) {
        if (rate == editor->frameRate())
            current = int(options.size());
        options.push_back({rate.displayName(), int(options.size())});
    }
    m_rate->setOptions(std::move(options), current);
    m_rate->setFixedWidth(210);
    head->addWidget(m_rate);
    layout->addLayout(head);
    m_summary->setWrap(true);
    layout->addWidget(m_summary);
    layout->addWidget(new Hairline(this));
    layout->addWidget(m_moves, 1);
    auto *buttons = new QHBoxLayout;
    auto *leave = new PushButton(tr("Leave it"), ControlKind::Default, this);
    buttons->addStretch();
    buttons->addWidget(leave);
    buttons->addWidget(m_change);
    layout->addLayout(buttons);
    m_change->setDefault(true);
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_change, &QAbstractButton::clicked, this, &FrameRateDialog::change);
    connect(m_rate, &FieldChoice::currentChanged, this, &FrameRateDialog::refresh);
    connect(editor, &TimelineEditor::timelineSettled, this, &FrameRateDialog::refresh);
    resize(parent ? kWished.boundedTo(parent->size() * 0.96) : kWished);
    refresh();
}

void FrameRateDialog::refresh()
{
    const FrameRate rate = FrameRate::supported()[size_t(m_rate->current())];
    m_preview = timeline::setFrameRate(m_editor->timeline(), {rate});
    m_moves->setRows(0, {});
    if (!m_preview) {
        m_summary->setText(m_preview.error().text());
        m_change->setDisabledReason(m_preview.error().text());
        return;
    }
    const auto moves = std::make_shared<const std::vector<timeline::BoundaryMove>>(m_preview->moves);
    const bool isSame = rate == m_editor->frameRate();
    m_summary->setText(isSame           ? tr("The project has this frame rate.")
                       : moves->empty() ? tr("No boundary moves.")
                                        : tr("%n boundaries move. The farthest: “%1”, by %2 ms.", nullptr, int(moves->size()))
                                              .arg(m_preview->movedMost, milliseconds(m_preview->largestMove, false)));
    m_change->setText(tr("Change to %1").arg(rate.displayName()));
    m_change->setDisabledReason(isSame ? tr("The project has this frame rate") : QString());
    m_moves->setRows(int(moves->size()), [moves](int index) {
        const timeline::BoundaryMove &move = (*moves)[size_t(index)];
        ListRow row;
        row.icon = QStringLiteral("split");
        row.title = move.name;
        row.detail = move.edge == timeline::ClipEdge::In ? tr("start, %1 s").arg(QLocale().toString(move.from.toSeconds(), 'f', 3))
                                                         : tr("end, %1 s").arg(QLocale().toString(move.from.toSeconds(), 'f', 3));
        row.figure = tr("%1 ms").arg(milliseconds(move.by(), true));
        row.value = index;
        return row;
    });
}

void FrameRateDialog::change()
{
    if (m_preview && m_editor->commit(tr("Change frame rate"), m_preview->timeline))
        accept();
}

} // namespace sc::ui
