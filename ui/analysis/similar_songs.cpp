// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/similar_songs.h"

#include "core/library/library.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSlider>
#include <QtWidgets/QWidgetAction>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kCount = 6;
constexpr int kRow = 38;
constexpr double kSaysSomething = 0.55; // score of a part from which it is named
const QString kSetting = QStringLiteral("analysis.likeness_weights");

// One song: cover, title, why, how alike.
class SongRow : public QAbstractButton
{
public:
    SongRow(const library::Track &track, const QImage &cover, const audio::Likeness &likeness, QWidget *parent)
        : QAbstractButton(parent),
          m_title(track.title),
          m_cover(QPixmap::fromImage(cover)),
          m_why(likenessWords(likeness)),
          m_score(likeness.total)
    {
        setFixedHeight(kRow);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setProperty("cornerRadius", 8);
        setAccessibleName(SimilarSongs::tr("%1 by %2, alike by %3: %4").arg(track.title, track.artist, percent(m_score), m_why));
        setToolTip(track.artist.isEmpty() ? track.title : QStringLiteral("%1, %2").arg(track.title, track.artist));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        if (underMouse())
            drawRow(painter, QRectF(rect()).adjusted(-4, 0, 4, 0), theme, RowState::Hover);
        const QRectF picture(0, 4, 30, 30);
        painter.save();
        QPainterPath shape;
        shape.addRoundedRect(picture, radius::kBadge, radius::kBadge);
        painter.setClipPath(shape);
        painter.fillRect(picture, theme.surface.raised);
        if (m_cover.isNull())
            drawIconCentred(painter, QStringLiteral("music"), picture, 15, theme.text.tertiary);
        else
            painter.drawPixmap(picture, m_cover, m_cover.rect());
        painter.restore();
        const QRectF words(38, 4, width() - 38 - 100, 15);
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(theme.fonts.control).elidedText(m_title, Qt::ElideRight, words.width()));
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(words.translated(0, 16), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(theme.fonts.captionLight).elidedText(m_why, Qt::ElideRight, words.width()));
        const QRectF bar(width() - 28 - 8 - 52, kRow / 2.0 - 2, 52, 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.track);
        painter.drawRoundedRect(bar, 2, 2);
        painter.setBrush(theme.text.cyan);
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * std::clamp(m_score, 0.0, 1.0), 4), 2, 2);
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        painter.drawText(QRectF(width() - 34, 0, 34, kRow), Qt::AlignRight | Qt::AlignVCenter, decimals(m_score, 2));
    }

private:
    QString m_title;
    QPixmap m_cover;
    QString m_why;
    double m_score;
};

} // namespace

QString likenessPartTitle(audio::LikenessPart part)
{
    switch (part) {
    case audio::LikenessPart::Tempo:
        return SimilarSongs::tr("tempo");
    case audio::LikenessPart::Key:
        return SimilarSongs::tr("key");
    case audio::LikenessPart::Chroma:
        return SimilarSongs::tr("notes");
    case audio::LikenessPart::Timbre:
        return SimilarSongs::tr("timbre");
    case audio::LikenessPart::Rhythm:
        return SimilarSongs::tr("rhythm");
    case audio::LikenessPart::Energy:
        return SimilarSongs::tr("energy curve");
    case audio::LikenessPart::Duration:
        return SimilarSongs::tr("length");
    }
    return {};
}

QString likenessWords(const audio::Likeness &likeness)
{
    std::vector<int> order;
    for (int i = 0; i < audio::kLikenessParts; ++i) {
        if (likeness.isKnown[size_t(i)] && likeness.parts[size_t(i)] >= kSaysSomething)
            order.push_back(i);
    }
    std::ranges::stable_sort(order, [&](int a, int b) { return likeness.parts[size_t(a)] > likeness.parts[size_t(b)]; });
    QStringList words;
    for (const int i : order) {
        if (words.size() < 3)
            words << likenessPartTitle(audio::LikenessPart(i));
    }
    return words.isEmpty() ? SimilarSongs::tr("a little of everything") : words.join(QStringLiteral(", "));
}

SimilarSongs::SimilarSongs(AppContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_weights(audio::defaultLikenessWeights()), m_rows(new QVBoxLayout)
{
    const QStringList stored = m_context.library().setting(kSetting).split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < stored.size() && stored.size() == audio::kLikenessParts; ++i)
        m_weights[size_t(i)] = std::clamp(stored[i].toDouble(), 0.0, 1.0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Similar songs"), TextStyle::BodyStrong, Ink::Primary, this), 1);
    auto *weights = new PushButton(tr("Weights"), ControlKind::Quiet, this);
    weights->setButtonSize(ButtonSize::Small);
    weights->setToolTip(tr("What counts when songs are compared"));
    connect(weights, &QAbstractButton::clicked, this, [this, weights] { openWeights(weights); });
    head->addWidget(weights);
    layout->addLayout(head);
    m_rows->setSpacing(0);
    layout->addLayout(m_rows);
}

void SimilarSongs::setTrack(const TrackId &track)
{
    m_track = track;
    refresh();
}

void SimilarSongs::say(const QString &text)
{
    auto *label = new TextLabel(text, TextStyle::Body, Ink::Secondary, this);
    label->setWrap(true);
    m_rows->addWidget(label);
}

void SimilarSongs::refresh()
{
    clearLayout(m_rows);
    if (m_track.isEmpty())
        return;
    const auto found = m_context.library().similar(m_track, m_weights, kCount);
    if (!found)
        return say(found.error().text());
    if (found->empty())
        return say(tr("No other song of the library is analysed yet."));
    for (const library::Library::SimilarTrack &match : *found) {
        const auto track = m_context.library().track(match.track);
        if (!track)
            continue;
        auto *row = new SongRow(*track, m_context.library().artwork(match.track), match.likeness, this);
        connect(row, &QAbstractButton::clicked, this, [this, id = match.track] { m_context.setCurrentTrack(id); });
        m_rows->addWidget(row);
    }
}

void SimilarSongs::openWeights(QWidget *under)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *page = new QWidget(menu);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(14, 10, 14, 10);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    std::vector<QSlider *> sliders;
    for (int i = 0; i < audio::kLikenessParts; ++i) {
        const QString title = sectionWord(likenessPartTitle(audio::LikenessPart(i)));
        grid->addWidget(new TextLabel(title, TextStyle::Body, Ink::Secondary, page), i, 0);
        auto *slider = new QSlider(Qt::Horizontal, page);
        slider->setRange(0, 100);
        slider->setValue(qRound(m_weights[size_t(i)] * 100));
        slider->setFixedWidth(140);
        slider->setAccessibleName(title);
        connect(slider, &QSlider::valueChanged, this, [this, i](int value) { m_weights[size_t(i)] = value / 100.0; });
        grid->addWidget(slider, i, 1);
        sliders.push_back(slider);
    }
    auto *usual = new PushButton(tr("As usual"), ControlKind::Default, page);
    connect(usual, &QAbstractButton::clicked, this, [sliders] {
        const audio::LikenessValues weights = audio::defaultLikenessWeights();
        for (size_t i = 0; i < sliders.size(); ++i)
            sliders[i]->setValue(qRound(weights[i] * 100));
    });
    grid->addWidget(usual, audio::kLikenessParts, 1, Qt::AlignRight);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(page);
    menu->addAction(action);
    connect(menu, &QMenu::aboutToHide, this, [this] {
        QStringList values;
        for (const double weight : m_weights)
            values << QString::number(weight, 'f', 2);
        if (reported(m_context, m_context.library().setSetting(kSetting, values.join(u' '))))
            refresh();
    });
    menu->popup(under->mapToGlobal(QPoint(under->width() - menu->sizeHint().width(), under->height() + 4)));
    sliders.front()->setFocus(Qt::OtherFocusReason);
}

} // namespace sc::ui
