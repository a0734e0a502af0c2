// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/compare_page.h"

#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

#include <algorithm>
#include <array>

namespace sc::ui {

using generation::GalleryItem;

namespace {

constexpr std::array kModes{CompareMode::Single, CompareMode::TwoUp,      CompareMode::FourUp,
                            CompareMode::Wipe,   CompareMode::Difference, CompareMode::Blink};
constexpr std::array kGains{1, 4, 16};
constexpr QSize kSmall(96, 54);

} // namespace

// All takes that are compared, small; the ring is on the current one.
class ComparePage::Strip : public QWidget
{
public:
    Strip(ComparePage *page) : QWidget(page), m_page(page)
    {
        setFixedHeight(kSmall.height() + 10);
        setAccessibleName(ComparePage::tr("Takes that are compared"));
        connect(&page->m_desk.thumbnails(), &TakeThumbnails::ready, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int i = 0; i < int(m_page->m_takes.size()); ++i) {
            const QRect box = boxOf(i);
            if (box.left() > width())
                break;
            const GalleryItem *item = m_page->m_desk.item(m_page->m_takes[size_t(i)]);
            const bool isCurrent = i == m_page->m_view->current();
            if (isCurrent && theme.glow.activeTake.blur > 0)
                drawGlow(painter, box, radius::kThumb, theme.glow.activeTake.blur / 2.0, theme.glow.activeTake.colour);
            QPainterPath path;
            path.addRoundedRect(box, radius::kThumb, radius::kThumb);
            painter.fillPath(path, QColor(0, 0, 0, 110));
            const QPixmap picture = item ? m_page->m_desk.thumbnail(item->take, kSmall, devicePixelRatioF()) : QPixmap();
            painter.save();
            painter.setClipPath(path);
            painter.drawPixmap(box, picture);
            painter.restore();
            if (isCurrent) {
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(theme.accent.activeTakeRing, 2));
                painter.drawRoundedRect(QRectF(box).adjusted(-1, -1, 1, 1), radius::kThumb, radius::kThumb);
            }
        }
    }
    void mousePressEvent(QMouseEvent *event) override
    {
        for (int i = 0; i < int(m_page->m_takes.size()); ++i) {
            if (boxOf(i).contains(event->pos())) {
                m_page->m_view->setCurrent(i);
                m_page->refreshFoot();
            }
        }
    }

private:
    [[nodiscard]] QRect boxOf(int i) const { return {4 + i * (kSmall.width() + 8), 5, kSmall.width(), kSmall.height()}; }
    ComparePage *m_page;
};

ComparePage::ComparePage(GalleryDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_view(new CompareView),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_modes(
          new Segment({{tr("One"), {}}, {tr("2-up"), {}}, {tr("4-up"), {}}, {tr("Wipe"), {}}, {tr("Difference"), {}}, {tr("Blink"), {}}})),
      m_gain(new Segment({{tr("x 1"), {}}, {tr("x 4"), {}}, {tr("x 16"), {}}})),
      m_play(new PushButton(tr("Play"))),
      m_loupe(new PushButton(tr("Loupe"))),
      m_scale(new PushButton(tr("100 %"))),
      m_position(new TextLabel({}, TextStyle::ValueMono, Ink::Secondary)),
      m_strip(new Strip(this)),
      m_name(new TextLabel({}, TextStyle::Strong)),
      m_facts(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)),
      m_stars(new StarsField(16)),
      m_choose(new PushButton(tr("Choose"))),
      m_approve(new PushButton(tr("Approve"))),
      m_reject(new PushButton(tr("Reject")))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *panel = new Panel;
    outer->addWidget(panel);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(8);
    auto *back = new PushButton(tr("Back"), ControlKind::Quiet);
    back->setIconName(QStringLiteral("undo"));
    back->setKeyCaps(tr("Esc"));
    connect(back, &QPushButton::clicked, this, &ComparePage::closed);
    head->addWidget(back);
    head->addWidget(m_title);
    head->addStretch(1);
    m_modes->setAccessibleName(tr("How to compare"));
    head->addWidget(m_modes);
    m_gain->setAccessibleName(tr("Strength of the difference"));
    m_gain->setCurrent(1);
    head->addWidget(m_gain);
    head->addStretch(1);
    m_play->setIconName(QStringLiteral("play"));
    m_play->setKeyCaps(tr("Space"));
    head->addWidget(m_play);
    m_loupe->setCheckable(true);
    m_loupe->setKeyCaps(QStringLiteral("L"));
    head->addWidget(m_loupe);
    head->addWidget(m_scale);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(12, 6, 12, 10);
    foot->setSpacing(6);
    foot->addWidget(m_strip);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_name);
    words->addWidget(m_facts);
    row->addLayout(words, 1);
    row->addWidget(m_position);
    m_stars->setAccessibleName(tr("Rating"));
    row->addWidget(m_stars);
    m_choose->setKeyCaps(tr("Enter"));
    m_reject->setKeyCaps(QStringLiteral("X"));
    m_approve->setIconName(QStringLiteral("check"));
    m_reject->setIconName(QStringLiteral("close"));
    row->addWidget(m_choose);
    row->addWidget(m_approve);
    row->addWidget(m_reject);
    foot->addLayout(row);
    column->addLayout(foot);

    connect(m_modes, &Segment::currentChanged, this, &ComparePage::setMode);
    connect(m_gain, &Segment::currentChanged, this, [this](int index) { m_view->setDifferenceGain(kGains[size_t(index)]); });
    connect(m_play, &QPushButton::clicked, this, &ComparePage::togglePlay);
    connect(m_loupe, &QAbstractButton::toggled, m_view, &CompareView::setLoupe);
    connect(m_scale, &QPushButton::clicked, this, [this] {
        if (m_view->look().enlargement > 1)
            m_view->showAll();
        else
            m_view->showOriginal();
    });
    connect(m_view, &CompareView::lookChanged, this, &ComparePage::refreshFoot);
    connect(m_view, &CompareView::positionChanged, this, &ComparePage::refreshFoot);
    connect(m_view, &CompareView::playingChanged, this, &ComparePage::refreshFoot);
    connect(m_view, &CompareView::currentChanged, this, &ComparePage::refreshFoot);
    connect(m_stars, &StarsField::rated, this, [this](int stars) { m_desk.rate({current()}, stars); });
    connect(m_choose, &QPushButton::clicked, this, [this] { m_desk.choose(current()); });
    connect(m_approve, &QPushButton::clicked, this, [this] { m_desk.approve({current()}); });
    connect(m_reject, &QPushButton::clicked, this, [this] { m_desk.reject({current()}); });
    connect(&desk, &GalleryDesk::contentsChanged, this, [this] {
        if (isVisible())
            refresh();
    });
}

void ComparePage::show(const std::vector<TakeId> &takes)
{
    m_takes = takes;
    m_view->showAll();
    m_view->setPosition({});
    refresh();
    m_view->setCurrent(0);
    m_modes->setCurrent(takes.size() >= 4 ? 2 : takes.size() >= 2 ? 1 : 0);
    setMode(m_modes->current());
    m_view->setFocus(Qt::OtherFocusReason);
    refreshFoot();
    m_desk.context().actions().refresh(); // keys are for a take
}

void ComparePage::setMode(int index)
{
    m_view->setMode(kModes[size_t(index)]);
    refreshFoot();
}

void ComparePage::refresh()
{
    std::erase_if(m_takes, [this](const TakeId &take) { return !m_desk.item(take); });
    std::vector<CompareSide> sides;
    for (const TakeId &take : m_takes) {
        const GalleryItem &item = *m_desk.item(take);
        QStringList facts;
        if (item.take.seed)
            facts.append(tr("seed %1").arg(*item.take.seed));
        if (item.isChosen)
            facts.append(tr("chosen"));
        CompareSide side;
        side.file = m_desk.fileOf(item.take);
        side.size = QSize(item.take.width, item.take.height);
        side.isMovie = item.take.isVideo();
        side.length = item.take.length;
        side.frames = item.take.frames;
        side.rateNumerator = item.take.rateNumerator;
        side.rateDenominator = item.take.rateDenominator;
        side.title = m_desk.isShared() || item.clipName.isEmpty()
                         ? GalleryDesk::shotTitle(item)
                         : QStringLiteral("%1, %2").arg(GalleryDesk::shotTitle(item), GalleryDesk::takeTitle(item));
        side.detail = facts.join(QStringLiteral(", "));
        sides.push_back(std::move(side));
    }
    m_view->setSides(sides);
    m_title->setText(tr("Compare %n take(s)", nullptr, int(m_takes.size())));
    refreshFoot();
    if (m_takes.empty())
        Q_EMIT closed();
}

TakeId ComparePage::current() const
{
    const int side = m_view->current();
    return side >= 0 && side < int(m_takes.size()) ? m_takes[size_t(side)] : TakeId();
}

void ComparePage::refreshFoot()
{
    const GalleryItem *item = m_desk.item(current());
    m_gain->setVisible(m_view->mode() == CompareMode::Difference);
    m_play->setVisible(m_view->length() > Ticks());
    m_play->setText(m_view->isPlaying() ? tr("Stop") : tr("Play"));
    m_play->setIconName(m_view->isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"));
    m_loupe->setChecked(m_view->hasLoupe());
    m_scale->setText(m_view->look().enlargement > 1 ? tr("Show all") : tr("100 %"));
    m_scale->setToolTip(tr("%1 % now").arg(qRound(m_view->scale() * 100)));
    m_strip->update();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_stars, m_choose, m_approve, m_reject})
        widget->setEnabled(item != nullptr);
    if (!item)
        return;
    const CompareSide &side = m_view->sides()[size_t(m_view->current())];
    m_position->setText(side.isMovie ? QStringLiteral("%1 / %2").arg(side.frameAt(m_view->position()) + 1).arg(side.frames) : QString());
    m_name->setText(side.title);
    QStringList facts{QStringLiteral("%1 x %2").arg(item->take.width).arg(item->take.height)};
    if (!item->take.modelName.isEmpty())
        facts.append(item->take.modelName);
    if (item->take.seed)
        facts.append(tr("seed %1").arg(*item->take.seed));
    if (item->take.verdict == timeline::TakeVerdict::Approved)
        facts.append(tr("approved"));
    if (item->take.verdict == timeline::TakeVerdict::Rejected)
        facts.append(tr("rejected"));
    if (item->isChosen)
        facts.append(tr("chosen"));
    m_facts->setText(facts.join(QStringLiteral(", ")));
    m_stars->setRating(item->take.rating);
    m_choose->setVisible(!m_desk.isShared() && !item->isLoose());
    m_choose->setEnabled(!item->isChosen);
    m_approve->setVisible(!m_desk.isShared());
    m_reject->setVisible(!m_desk.isShared());
}

void ComparePage::step(int sides)
{
    if (m_takes.empty())
        return;
    const int count = int(m_takes.size());
    m_view->setCurrent(((m_view->current() + sides) % count + count) % count);
    refreshFoot();
}

void ComparePage::togglePlay()
{
    m_view->setPlaying(!m_view->isPlaying());
}

void ComparePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sc::ui
