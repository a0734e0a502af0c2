// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/notes_window.h"

#include "core/base/timecode.h"
#include "core/playback/player.h"
#include "ui/presentation/show_window.h"
#include "ui/theme/plates.h"
#include "ui/timeline/shot_thumbnails.h"
#include "ui/widgets/backdrop_widget.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTime>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPlainTextEdit>

namespace sc::ui {

// One picture, or the next five small ones, with their names.
class NotesWindow::Pictures : public QWidget
{
public:
    enum class Kind { Now, Next, Coming };
    Pictures(Presentation &show, Kind kind, QWidget *parent) : QWidget(parent), m_show(show), m_kind(kind)
    {
        setMinimumHeight(kind == Kind::Coming ? 92 : 120);
        if (kind == Kind::Coming)
            setFixedHeight(92);
        connect(&show, &Presentation::changed, this, qOverload<>(&QWidget::update));
        connect(&show.thumbnails(), &ShotThumbnails::ready, this, [this] { update(); });
        if (kind == Kind::Now)
            connect(&show, &Presentation::pictureChanged, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        if (m_kind == Kind::Coming)
            return paintComing(painter);
        const QRectF box = shaped(rect());
        painter.fillRect(rect(), Qt::black);
        const ShowState &state = m_show.state();
        const int shot = m_kind == Kind::Now ? state.current() : state.current() + 1;
        if (m_kind == Kind::Now && !m_show.picture().isNull())
            painter.drawImage(box, m_show.picture());
        else
            paintShot(painter, box, shot);
        const timeline::Clip *clip = state.clip(shot);
        const QString words = !clip                 ? NotesWindow::tr("The end")
                              : m_kind == Kind::Now ? NotesWindow::tr("On screen  %1 %2").arg(shot + 1).arg(clip->name)
                                                    : NotesWindow::tr("Next  %1 %2").arg(shot + 1).arg(clip->name);
        paintBadge(painter, QPointF(10, 10), words);
        if (m_kind != Kind::Now || !clip)
            return;
        const double share = 1 - std::clamp(m_show.untilNext().toSeconds() / std::max(0.001, clip->length.toSeconds()), 0.0, 1.0);
        const Theme &theme = themeOf(this);
        painter.fillRect(QRectF(0, height() - 4, width(), 4), theme.state.track);
        painter.fillRect(QRectF(0, height() - 4, width() * share, 4), theme.text.primary);
    }

private:
    [[nodiscard]] QRectF shaped(const QRectF &room) const
    {
        const timeline::Project &project = m_show.state().timeline().project;
        const QSizeF size = QSizeF(std::max(1, project.width), std::max(1, project.height)).scaled(room.size(), Qt::KeepAspectRatio);
        return {room.center() - QPointF(size.width() / 2, size.height() / 2), size};
    }

    void paintShot(QPainter &painter, const QRectF &box, int shot) const
    {
        const ShowState &state = m_show.state();
        if (shot < 0 || shot >= state.count())
            return;
        const QPixmap thumb = m_show.thumbnail(shot);
        if (thumb.isNull())
            painter.fillRect(box, themeOf(this).surface.well);
        else
            painter.drawPixmap(box, thumb, QRectF(thumb.rect()));
        if (const timeline::Clip *clip = state.clip(shot); clip && clip->selectedImage.isEmpty() && clip->selectedVideo.isEmpty())
            paintBadge(painter, box.bottomLeft() + QPointF(6, -28), NotesWindow::tr("Card"));
    }

    void paintBadge(QPainter &painter, QPointF at, const QString &words) const
    {
        const Theme &theme = themeOf(this);
        painter.setFont(theme.fonts.captionStrong);
        const QRectF box(at, QSizeF(std::min<double>(width() - 20, painter.fontMetrics().horizontalAdvance(words) + 16), 22));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(box, radius::kBadge, radius::kBadge);
        painter.setPen(Qt::white);
        painter.drawText(box.adjusted(8, 0, -4, 0), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, int(box.width()) - 12));
    }

    void paintComing(QPainter &painter) const
    {
        const Theme &theme = themeOf(this);
        const ShowState &state = m_show.state();
        constexpr int kCount = 5;
        const double wide = (width() - 8.0 * (kCount - 1)) / kCount;
        for (int i = 0; i < kCount; ++i) {
            const int shot = state.current() + 1 + i;
            const timeline::Clip *clip = state.clip(shot);
            if (!clip)
                return;
            const QRectF box(i * (wide + 8), 4, wide, 60);
            painter.fillRect(box, Qt::black);
            paintShot(painter, shaped(box), shot);
            painter.setFont(theme.fonts.captionLight);
            painter.setPen(theme.text.secondary);
            painter.drawText(
                QRectF(box.left(), 68, wide, 20), Qt::AlignVCenter,
                painter.fontMetrics().elidedText(QStringLiteral("%1 %2").arg(shot + 1).arg(clip->name), Qt::ElideRight, int(wide)));
        }
    }

    Presentation &m_show;
    Kind m_kind;
};

NotesWindow::NotesWindow(Presentation &show) : QWidget(nullptr, Qt::Window), m_show(show)
{
    setWindowTitle(tr("Presenter notes"));
    resize(1200, 760);
    setMinimumSize(760, 480);
    auto *fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    auto *ground = new BackdropWidget;
    fill->addWidget(ground);
    auto *rows = new QVBoxLayout(ground);
    rows->setContentsMargins(8, 8, 8, 8);
    rows->setSpacing(8);
    auto *top = new QHBoxLayout;
    top->addWidget(new TextLabel(tr("Presenter notes"), TextStyle::Title, Ink::Primary));
    m_where = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    top->addWidget(m_where, 1);
    auto *swap = new PushButton(tr("Swap displays"), ControlKind::Quiet);
    connect(swap, &QAbstractButton::clicked, &show, &Presentation::swapScreens);
    top->addWidget(swap);
    auto *end = new PushButton(tr("End show"), ControlKind::Default);
    connect(end, &QAbstractButton::clicked, &show, &Presentation::leave);
    top->addWidget(end);
    for (PushButton *button : {swap, end})
        button->setFocusPolicy(Qt::TabFocus);
    rows->addLayout(top);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(8);
    columns->addWidget(buildLeft(), 3);
    columns->addWidget(buildRight(), 2);
    rows->addLayout(columns, 1);
    connect(&show, &Presentation::changed, this, &NotesWindow::refresh);
    connect(&m_clock, &QTimer::timeout, this, &NotesWindow::refreshClocks);
    m_clock.start(200);
    setTextSize(m_textSize);
    refresh();
}

QWidget *NotesWindow::buildLeft()
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_now = new Pictures(m_show, Pictures::Kind::Now, column);
    layout->addWidget(m_now, 3);
    auto *panel = new Panel(column);
    auto *notes = new QVBoxLayout(panel);
    notes->setContentsMargins(12, 8, 12, 12);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Notes"), TextStyle::Title, Ink::Primary, panel));
    m_origin = new TextLabel({}, TextStyle::Body, Ink::Secondary, panel);
    head->addWidget(m_origin, 1);
    for (const int by : {-2, 2}) {
        auto *size = new PushButton(by < 0 ? tr("A-") : tr("A+"), ControlKind::Quiet, panel);
        size->setAccessibleName(by < 0 ? tr("Smaller text") : tr("Larger text"));
        connect(size, &QAbstractButton::clicked, this, [this, by] { setTextSize(m_textSize + by); });
        head->addWidget(size);
    }
    notes->addLayout(head);
    m_notes = new QPlainTextEdit(panel);
    m_notes->setReadOnly(true);
    m_notes->setFrameShape(QFrame::NoFrame);
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setTextInteractionFlags(Qt::NoTextInteraction); // keys lead the show
    notes->addWidget(m_notes, 1);
    layout->addWidget(panel, 2);
    return column;
}

QWidget *NotesWindow::buildRight()
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *clocks = new Panel(column);
    auto *figures = new QHBoxLayout(clocks);
    figures->setContentsMargins(16, 10, 16, 10);
    const QString words[] = {tr("clock"), tr("since the start"), tr("left of the show"), tr("to the next shot")};
    for (int i = 0; i < 4; ++i) {
        auto *figure = new QVBoxLayout;
        m_figures[i] = new TextLabel({}, TextStyle::Figure, i == 3 ? Ink::Cyan : Ink::Primary, clocks);
        figure->addWidget(m_figures[i]);
        figure->addWidget(new TextLabel(words[i], TextStyle::CaptionLight, Ink::Secondary, clocks));
        figures->addLayout(figure, 1);
    }
    layout->addWidget(clocks);
    m_next = new Pictures(m_show, Pictures::Kind::Next, column);
    layout->addWidget(m_next, 2);
    m_coming = new Pictures(m_show, Pictures::Kind::Coming, column);
    layout->addWidget(m_coming);
    auto *lyric = new Panel(column);
    auto *words2 = new QVBoxLayout(lyric);
    words2->setContentsMargins(16, 10, 16, 12);
    words2->addWidget(new TextLabel(tr("Lyric"), TextStyle::Title, Ink::Primary, lyric));
    m_lyric = new TextLabel({}, TextStyle::Lead, Ink::Primary, lyric);
    m_lyric->setWrap(true);
    words2->addWidget(m_lyric, 1);
    layout->addWidget(lyric, 1);
    return column;
}

QString NotesWindow::notesText() const
{
    return m_notes->toPlainText();
}

void NotesWindow::setTextSize(int px)
{
    m_textSize = std::clamp(px, 15, 32);
    QFont font = themeOf(this).fonts.body;
    font.setPixelSize(m_textSize);
    m_notes->setFont(font);
}

void NotesWindow::refresh()
{
    const ShowState &state = m_show.state();
    m_where->setText(QStringLiteral("%1, %2").arg(state.placeText(), state.sceneText()));
    m_origin->setText(state.notesOrigin());
    const QString notes = state.notes();
    if (m_notes->toPlainText() != notes)
        m_notes->setPlainText(notes);
    m_notes->setPlaceholderText(tr("No notes. They come from the shot, the scene or the project."));
    refreshClocks();
}

void NotesWindow::refreshClocks()
{
    const playback::Player &player = m_show.context().player();
    m_figures[0]->setText(QTime::currentTime().toString(QStringLiteral("HH:mm")));
    m_figures[1]->setText(formatClock(Ticks::fromSeconds(double(m_show.elapsedMs()) / 1000), 0));
    m_figures[2]->setText(formatClock(std::max(Ticks(), player.length() - m_show.position()), 0));
    m_figures[3]->setText(QString::number(m_show.untilNext().toSeconds(), 'f', 1));
    const timeline::Timeline &timeline = m_show.state().timeline();
    const Ticks song = m_show.position() - timeline.project.songOffset;
    QString sung;
    for (size_t i = 0; i < timeline.lyrics.size() && timeline.lyrics[i].start <= song; ++i) {
        if (song < timeline::endOfLyric(timeline, i))
            sung = timeline.lyrics[i].text.simplified();
    }
    const timeline::Clip *clip = m_show.state().currentClip();
    m_lyric->setText(sung.isEmpty() && clip ? clip->lyrics : sung);
    m_now->update();
}

void NotesWindow::keyPressEvent(QKeyEvent *event)
{
    // The show is led from here as well.
    if (m_show.window())
        QCoreApplication::sendEvent(m_show.window(), event);
}

void NotesWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    m_show.toggleNotes();
}

} // namespace sc::ui
