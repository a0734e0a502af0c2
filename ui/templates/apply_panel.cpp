// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/apply_panel.h"

#include "core/generation/prompt.h"
#include "core/project/take_shelf.h"
#include "ui/characters/on_screen.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kAcross = 6;
constexpr int kGap = 6;
constexpr int kRow = 28;

QString colourOf(const Theme &theme, const QString &origin)
{
    if (origin == QLatin1String(kFromLook) || origin == QLatin1String(kFromTemplate))
        return theme.text.purple.name();
    if (origin == QLatin1String(kFromCharacter))
        return theme.text.cyan.name();
    if (origin == QLatin1String(kFromDirection))
        return theme.semantic.warning.name();
    return theme.text.primary.name();
}

bool isLocked(const timeline::Timeline &timeline, const timeline::Clip &clip)
{
    const timeline::Scene *scene = timeline::findScene(timeline, clip.scene);
    return clip.locked || (scene && scene->locked);
}

// The text coloured by origin; what is new has a green wash.
QString htmlOf(const Theme &theme, const StyledWords &words)
{
    const QColor wash = over(theme.surface.well, withAlpha(theme.semantic.success, theme.isDark() ? 0.18 : 0.22));
    QString html;
    qsizetype at = 0;
    const auto plain = [&](qsizetype to) { html += words.prompt.text.mid(at, to - at).toHtmlEscaped(); };
    for (const PromptSpan &span : words.prompt.spans) {
        plain(span.start);
        const QString colour = colourOf(theme, span.origin);
        qsizetype from = span.start;
        const qsizetype end = span.start + span.length;
        for (const PromptSpan &added : words.added) {
            if (added.start < from || added.start >= end)
                continue;
            html += QStringLiteral("<span style=\"color:%1\">%2</span>")
                        .arg(colour, words.prompt.text.mid(from, added.start - from).toHtmlEscaped());
            html += QStringLiteral("<span style=\"color:%1;background-color:%2\">%3</span>")
                        .arg(colour, wash.name(), words.prompt.text.mid(added.start, added.length).toHtmlEscaped());
            from = added.start + added.length;
        }
        html += QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour, words.prompt.text.mid(from, end - from).toHtmlEscaped());
        at = end;
    }
    plain(words.prompt.text.size());
    return html;
}

} // namespace

// The selected shots: picture, number and a mark; a locked one is grey and has none.
class ApplyPanel::Shots : public QWidget
{
public:
    explicit Shots(ApplyPanel &panel) : m_panel(panel)
    {
        setFocusPolicy(Qt::StrongFocus);
        setProperty("noFocusHalo", true);
        setAccessibleName(ApplyPanel::tr("Shots it goes into"));
        connect(&panel.m_desk.pictures(), &PictureCache::ready, this, qOverload<>(&QWidget::update));
    }
    void fit()
    {
        const int rows = std::min(2, (int(m_panel.m_desk.shots().size()) + kAcross - 1) / kAcross);
        setFixedHeight(rows == 0 ? 0 : rows * cellHeight() + (rows - 1) * 4);
        update();
    }

protected:
    void resizeEvent(QResizeEvent *) override { fit(); }
    void paintEvent(QPaintEvent *) override
    {
        const project::ProjectSession *session = m_panel.m_desk.context().session();
        const std::vector<ClipId> shots = m_panel.m_desk.shots();
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int shown = std::min<int>(2 * kAcross, int(shots.size()));
        for (int i = 0; session && i < shown; ++i) {
            const timeline::Clip *clip = timeline::findClip(session->timeline(), shots[size_t(i)]);
            if (clip)
                paintShot(painter, cell(i), *clip, i == shown - 1 ? int(shots.size()) - shown : 0, i == m_current && hasFocus(), theme);
        }
    }
    void mousePressEvent(QMouseEvent *event) override
    {
        const std::vector<ClipId> shots = m_panel.m_desk.shots();
        for (int i = 0; i < std::min<int>(2 * kAcross, int(shots.size())); ++i) {
            if (cell(i).contains(event->position())) {
                m_current = i;
                m_panel.toggleShot(shots[size_t(i)]);
            }
        }
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        const std::vector<ClipId> shots = m_panel.m_desk.shots();
        const int last = std::min<int>(2 * kAcross, int(shots.size())) - 1;
        if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
            m_current = std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, std::max(0, last));
            update();
        } else if (event->key() == Qt::Key_Space && m_current >= 0 && m_current <= last) {
            m_panel.toggleShot(shots[size_t(m_current)]);
        } else {
            QWidget::keyPressEvent(event);
        }
    }

private:
    [[nodiscard]] double cellWidth() const { return (width() - (kAcross - 1) * kGap) / double(kAcross); }
    [[nodiscard]] int cellHeight() const { return int(cellWidth() * 9 / 16) + 22; }
    [[nodiscard]] QRectF cell(int index) const
    {
        const int column = index % kAcross;
        const int row = index / kAcross;
        return {column * (cellWidth() + kGap), row * (cellHeight() + 4.0), cellWidth(), double(cellHeight())};
    }
    void paintShot(QPainter &painter, const QRectF &box, const timeline::Clip &clip, int more, bool isFocused, const Theme &theme) const
    {
        const project::ProjectSession *session = m_panel.m_desk.context().session();
        const bool isShut = isLocked(session->timeline(), clip);
        const bool isOn = !isShut && !m_panel.m_left.contains(clip.id);
        const QRectF picture(box.topLeft(), QSizeF(box.width(), box.height() - 22));
        QPainterPath shape;
        shape.addRoundedRect(picture, radius::kThumb, radius::kThumb);
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(picture, theme.surface.raised);
        const QPixmap pixmap = m_panel.m_desk.pictures().of(pictureOfShot(*session, clip), picture.size().toSize(), devicePixelRatioF());
        if (!pixmap.isNull())
            painter.drawPixmap(picture.topLeft(), pixmap);
        if (!isOn)
            painter.fillRect(picture, withAlpha(theme.surface.background, 0.65));
        if (isShut)
            drawIconCentred(painter, QStringLiteral("lock"), picture, 14, theme.text.secondary);
        painter.restore();
        const QRectF mark(box.left(), picture.bottom() + 4, 14, 14);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isOn ? theme.accent.primaryTop : theme.state.track);
        painter.drawRoundedRect(mark, 4, 4);
        if (isOn)
            drawIconCentred(painter, QStringLiteral("check"), mark, 11, theme.state.onAccent);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(isOn ? theme.text.primary : theme.text.tertiary);
        const int number = m_panel.m_desk.editor().index().positionOf(clip.id) + 1;
        painter.drawText(QRectF(mark.right() + 5, mark.top() - 2, box.width() - 20, 18), Qt::AlignLeft | Qt::AlignVCenter,
                         more > 0     ? ApplyPanel::tr("+%1").arg(more)
                         : number > 0 ? QString::number(number)
                                      : clip.name);
        if (isFocused)
            drawFocusInside(painter, picture, theme, radius::kThumb);
    }

    ApplyPanel &m_panel;
    int m_current = 0;
};

// Differences: green dot new, amber dot changes with the old value struck through, nothing stays.
class ApplyPanel::Rows : public QWidget
{
public:
    explicit Rows(ApplyPanel &panel) : m_panel(panel) { setAccessibleName(ApplyPanel::tr("Differences")); }
    void fit()
    {
        setFixedHeight(std::max(1, int(m_panel.m_preview.rows.size())) * (kRow + 2));
        QStringList said;
        for (const TemplateRow &row : m_panel.m_preview.rows)
            said.append(row.differs ? ApplyPanel::tr("%1: %2 becomes %3").arg(row.name, row.now, row.after)
                                    : ApplyPanel::tr("%1 stays").arg(row.name));
        setAccessibleDescription(said.join(QStringLiteral("; ")));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        double y = 0;
        for (const TemplateRow &row : m_panel.m_preview.rows) {
            paintRow(painter, QRectF(0, y, width(), kRow), row, theme);
            y += kRow + 2;
        }
    }

private:
    static void paintRow(QPainter &painter, const QRectF &box, const TemplateRow &row, const Theme &theme)
    {
        if (row.differs)
            drawRow(painter, box, theme, RowState::Hover, 7);
        const double name = 94;
        const double half = (box.width() - name - 40) / 2;
        if (row.differs) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(row.isReplaced ? theme.semantic.warning : theme.semantic.success);
            painter.drawEllipse(QPointF(box.left() + 9, box.center().y()), 3, 3);
        }
        const auto words = [&](double x, double wide, const QString &text, const QFont &font, const QColor &ink) {
            painter.setFont(font);
            painter.setPen(ink);
            painter.drawText(QRectF(x, box.top(), wide, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(font).elidedText(text.simplified(), Qt::ElideRight, wide));
        };
        words(box.left() + 18, name - 22, row.name, theme.fonts.caption, row.differs ? theme.text.secondary : theme.text.tertiary);
        QFont now = theme.fonts.body;
        const bool isMixed = row.now == QCoreApplication::translate("sc::generation", "mixed");
        now.setItalic(row.now.isEmpty() || isMixed);
        now.setStrikeOut(row.differs && row.isReplaced);
        words(box.left() + name, half, row.now.isEmpty() ? ApplyPanel::tr("nothing") : row.now, now,
              row.differs ? theme.text.secondary : theme.text.tertiary);
        if (row.differs)
            drawIconCentred(painter, QStringLiteral("chevron-right"), QRectF(box.left() + name + half + 6, box.top(), 14, box.height()), 13,
                            theme.text.tertiary);
        const QString after = !row.differs                                     ? ApplyPanel::tr("stays")
                              : row.after.isEmpty()                            ? ApplyPanel::tr("nothing")
                              : row.key.startsWith(u"lora:") && row.isReplaced ? ApplyPanel::tr("%1, template wins").arg(row.after)
                                                                               : row.after;
        words(box.left() + name + half + 28, half, after, row.differs ? theme.fonts.controlStrong : theme.fonts.body,
              row.differs ? theme.text.primary : theme.text.tertiary);
    }

    ApplyPanel &m_panel;
};

ApplyPanel::ApplyPanel(TemplateDesk &desk, QWidget *parent)
    : Panel(parent),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_mode(new Segment({{tr("Fill empty"), {}}, {tr("Replace"), {}}})),
      m_shots(new Shots(*this)),
      m_rows(new Rows(*this)),
      m_rowsArea(new QScrollArea),
      m_composedTitle(new TextLabel({}, TextStyle::Caption, Ink::Secondary)),
      m_composed(new QLabel),
      m_legend(new TextLabel(tr("purple template, cyan character, amber direction; washed in green: new"), TextStyle::CaptionLight,
                             Ink::Tertiary)),
      m_cost(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_leftOut(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_apply(new PushButton(tr("Apply"), ControlKind::Primary)),
      m_generate(new PushButton(tr("Apply and generate")))
{
    m_mode->setAccessibleName(tr("Values that a shot has already"));
    m_mode->setCurrent(1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::kPadding, 0, space::kPadding, space::kPadding);
    rows->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->addStrut(48);
    head->addWidget(m_title, 1);
    head->addWidget(m_mode);
    rows->addLayout(head);
    rows->addWidget(m_shots);
    rows->addWidget(new Hairline);
    m_rowsArea->setFrameShape(QFrame::NoFrame);
    m_rowsArea->setWidgetResizable(true);
    m_rowsArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rowsArea->viewport()->setAutoFillBackground(false);
    m_rowsArea->setWidget(m_rows);
    m_rows->setAutoFillBackground(false);
    rows->addWidget(m_rowsArea, 1);
    rows->addWidget(m_composedTitle);
    auto *well = new Plate(Plate::Level::Well);
    auto *inside = new QVBoxLayout(well);
    inside->setContentsMargins(11, 9, 11, 9);
    m_composed->setWordWrap(true);
    m_composed->setTextFormat(Qt::RichText);
    m_composed->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    inside->addWidget(m_composed);
    rows->addWidget(well);
    rows->addWidget(m_legend);
    m_cost->setWrap(true);
    m_leftOut->setWrap(true);
    rows->addWidget(m_cost);
    rows->addWidget(m_leftOut);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_apply->setButtonSize(ButtonSize::Large);
    m_apply->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_generate->setButtonSize(ButtonSize::Large);
    buttons->addWidget(m_apply, 1);
    buttons->addWidget(m_generate);
    rows->addLayout(buttons);
    connect(m_mode, &Segment::currentChanged, this, &ApplyPanel::refresh);
    connect(m_apply, &QAbstractButton::clicked, this, [this] { (void)apply(); });
    connect(m_generate, &QAbstractButton::clicked, this, &ApplyPanel::applyAndGenerate);
}

void ApplyPanel::setDraft(std::function<std::optional<StyleTemplate>()> draft, std::function<bool()> isChanged)
{
    m_draft = std::move(draft);
    m_isChanged = std::move(isChanged);
}

ApplyMode ApplyPanel::mode() const
{
    return m_mode->current() == 0 ? ApplyMode::Fill : ApplyMode::Replace;
}

void ApplyPanel::setMode(ApplyMode mode)
{
    m_mode->setCurrent(mode == ApplyMode::Fill ? 0 : 1);
    refresh();
}

std::vector<ClipId> ApplyPanel::chosenShots() const
{
    std::vector<ClipId> shots = m_desk.shots();
    std::erase_if(shots, [this](const ClipId &id) { return m_left.contains(id); });
    return shots;
}

void ApplyPanel::toggleShot(const ClipId &clip)
{
    if (!m_left.remove(clip))
        m_left.insert(clip);
    refresh();
}

QString ApplyPanel::composedHtml() const
{
    return m_composed->text();
}

// Shots whose take is no longer what they say.
int ApplyPanel::staleOnes() const
{
    const project::ProjectSession *session = m_desk.context().session();
    int count = 0;
    for (const ClipId &id : chosenShots()) {
        const timeline::Clip *clip = timeline::findClip(session->timeline(), id);
        const bool isShut = clip && isLocked(session->timeline(), *clip);
        const timeline::Take *take =
            clip && !isShut ? session->takes().find(clip->selectedVideo.isEmpty() ? clip->selectedImage : clip->selectedVideo) : nullptr;
        count += take && take->provider != timeline::TakeProvider::Import ? 1 : 0;
    }
    return count;
}

void ApplyPanel::showStyle(const StyleTemplate &style)
{
    const std::vector<ClipId> shots = chosenShots();
    const auto preview = m_desk.studio().preview(shots, style, mode());
    m_preview = preview ? *preview : TemplatePreview();
    const int writable = int(shots.size()) - int(m_preview.locked.size());
    m_title->setText(shots.empty() ? tr("Apply to shots") : tr("Apply to %n shot(s)", nullptr, writable));
    const int stale = m_preview.changes > 0 ? staleOnes() : 0;
    m_cost->setText(shots.empty()   ? tr("Select shots in the timeline or in Scenes: here stands what would change.")
                    : stale > 0     ? tr("%n shot(s) become out of date. They keep their takes and their own texts.", nullptr, stale)
                    : writable == 0 ? QString()
                                    : tr("Their own texts stay. One step of undo."));
    m_leftOut->setText(m_preview.locked.empty() ? QString() : tr("%n shot(s) left out: locked.", nullptr, int(m_preview.locked.size())));
    m_leftOut->setVisible(!m_preview.locked.empty());
    QString html;
    if (!shots.empty()) {
        if (const auto words = styledWords(m_desk.studio(), shots.front(), style, comfy::MediaKind::Image))
            html = htmlOf(themeOf(this), *words);
        const int number = m_desk.editor().index().positionOf(shots.front()) + 1;
        m_composedTitle->setText(tr("Shot %1 as it will be sent").arg(number));
    }
    m_composed->setText(html);
    const bool unsaved = m_isChanged && m_isChanged();
    const QString reason = !m_desk.context().session() ? tr("Open a project first")
                           : shots.empty()             ? tr("Select shots in the timeline or in Scenes first")
                           : m_desk.isNew() || unsaved ? tr("Save the style first")
                           : writable == 0             ? tr("All of these shots are locked")
                                                       : QString();
    m_apply->setText(shots.empty() ? tr("Apply") : tr("Apply to %n shot(s)", nullptr, writable));
    m_apply->setDisabledReason(reason);
    m_generate->setDisabledReason(reason);
}

void ApplyPanel::showPrompt(const PromptTemplate &prompt)
{
    const std::vector<ClipId> shots = chosenShots();
    m_preview = {};
    m_title->setText(shots.empty() ? tr("Apply to shots") : tr("Apply to %n shot(s)", nullptr, int(shots.size())));
    const auto prompted = m_desk.studio().preview(shots, prompt);
    QString html;
    QStringList unknown;
    for (const PromptedClip &one : prompted.value_or(std::vector<PromptedClip>())) {
        const timeline::Clip *clip = timeline::findClip(m_desk.context().session()->timeline(), one.clip);
        if (!clip || html.size() > 6000)
            continue;
        TemplateRow row{one.clip.text(), clip->name, clip->imagePrompt, one.imagePrompt, false, !clip->imagePrompt.isEmpty()};
        row.differs = !one.imagePrompt.isEmpty() && one.imagePrompt != clip->imagePrompt &&
                      (mode() == ApplyMode::Replace || clip->imagePrompt.isEmpty());
        m_preview.rows.push_back(row);
        if (html.isEmpty())
            html = (one.imagePrompt.isEmpty() ? one.videoPrompt : one.imagePrompt).toHtmlEscaped();
        for (const UnknownVariable &variable : one.unknown) {
            if (!unknown.contains(variable.name))
                unknown.append(variable.name);
        }
    }
    m_composedTitle->setText(shots.empty() ? QString() : tr("The first shot's text"));
    m_composed->setText(html);
    m_cost->setText(shots.empty() ? tr("Select shots in the timeline or in Scenes: here stand the texts they would get.")
                                  : tr("One step of undo."));
    m_leftOut->setText(unknown.isEmpty() ? QString() : tr("Not known and left as typed: {%1}").arg(unknown.join(QStringLiteral("}, {"))));
    m_leftOut->setVisible(!unknown.isEmpty());
    const QString reason = !m_desk.context().session() ? tr("Open a project first")
                           : shots.empty()             ? tr("Select shots in the timeline or in Scenes first")
                           : m_desk.isNew()            ? tr("Save the prompt first")
                                                       : QString();
    m_apply->setText(shots.empty() ? tr("Apply") : tr("Apply to %n shot(s)", nullptr, int(shots.size())));
    m_apply->setDisabledReason(reason);
    m_generate->setDisabledReason(reason);
}

void ApplyPanel::refresh()
{
    const bool isStyle = m_desk.style() != nullptr;
    m_legend->setVisible(isStyle);
    if (isStyle) {
        const auto draft = m_draft ? m_draft() : std::nullopt;
        showStyle(draft ? *draft : *m_desk.style());
    } else if (m_desk.prompt()) {
        showPrompt(*m_desk.prompt());
    } else {
        m_preview = {};
        m_title->setText(tr("Apply to shots"));
        m_apply->setDisabledReason(tr("Open a style first"));
        m_generate->setDisabledReason(tr("Open a style first"));
    }
    m_shots->fit();
    m_rows->fit();
}

bool ApplyPanel::apply()
{
    const std::vector<ClipId> shots = chosenShots();
    if (shots.empty() || !m_apply->isEnabled())
        return false;
    Studio studio = m_desk.studio();
    const auto done = m_desk.style() ? studio.apply(shots, *m_desk.style(), mode()) : studio.apply(shots, *m_desk.prompt(), mode());
    if (!reported(m_desk.context(), done))
        return false;
    Q_EMIT m_desk.context().noticeRaised({.level = Notice::Level::Success,
                                          .title = m_desk.style() ? m_desk.style()->name : m_desk.prompt()->name,
                                          .text = tr("Applied to %n shot(s)", nullptr, int(shots.size())),
                                          .actionLabel = tr("Undo"),
                                          .action = [&context = m_desk.context()] {
                                              if (context.session())
                                                  (void)reported(context, context.session()->undo());
                                          }});
    m_desk.refresh();
    return true;
}

void ApplyPanel::applyAndGenerate()
{
    const std::vector<ClipId> shots = chosenShots();
    if (apply())
        Q_EMIT m_desk.context().batchRequested(shots);
}

} // namespace sc::ui
