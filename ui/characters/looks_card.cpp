// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/looks_card.h"

#include "ui/characters/character_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

using generation::Character;
using generation::CharacterLook;

// Picture, name, words, shots; a press edits it.
class LooksCard::Row : public QAbstractButton
{
public:
    Row(LooksCard &card, int index, CharacterLook look, int shots, QWidget *parent)
        : QAbstractButton(parent), m_card(card), m_index(index), m_look(std::move(look)), m_shots(shots)
    {
        setFixedHeight(56);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setText(m_look.name);
        setAccessibleName(QStringList{m_look.name, m_index == 0 ? LooksCard::tr("usual") : QString(), m_look.prompt, useWords(shots)}.join(
            QStringLiteral(", ")));
        setProperty("cornerRadius", 8);
        connect(this, &QAbstractButton::clicked, this, [this] { m_card.editLook(m_index); });
        connect(&card.m_desk.pictures(), &PictureCache::ready, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse())
            drawRow(painter, rect(), theme, RowState::Hover);
        else if (m_index == 0)
            drawRow(painter, rect(), theme, RowState::Hover);
        const QRectF picture(6, 5, 36, 46);
        QPainterPath shape;
        shape.addRoundedRect(picture, 5, 5);
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(picture, theme.surface.raised);
        const Character *open = m_card.m_desk.current();
        const QString file = !m_look.pictures.empty() ? m_card.m_desk.pathOf(m_look.pictures.front().media)
                             : open                   ? m_card.m_desk.portraitOf(*open)
                                                      : QString();
        const QPixmap pixmap = m_card.m_desk.pictures().of(file, {36, 46}, devicePixelRatioF());
        if (pixmap.isNull())
            drawIconCentred(painter, QStringLiteral("characters"), picture, 16, theme.text.tertiary);
        else
            painter.drawPixmap(picture.topLeft(), pixmap);
        painter.restore();
        const double left = picture.right() + 8;
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.tertiary);
        const QString shots = useWords(m_shots);
        const double wide = painter.fontMetrics().horizontalAdvance(shots);
        painter.drawText(QRectF(width() - wide - 8, 10, wide, 18), Qt::AlignRight | Qt::AlignVCenter, shots);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        const double room = width() - wide - 16 - left - (m_index == 0 ? 54 : 0);
        const QString name = painter.fontMetrics().elidedText(m_look.name, Qt::ElideRight, int(room));
        painter.drawText(QRectF(left, 10, room, 18), Qt::AlignLeft | Qt::AlignVCenter, name);
        if (m_index == 0) {
            const QRectF chip(left + painter.fontMetrics().horizontalAdvance(name) + 6, 10, 44, size::kBadge);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.state.chip);
            painter.drawRoundedRect(chip, radius::kChip, radius::kChip);
            painter.setFont(theme.fonts.caption);
            painter.setPen(theme.text.secondary);
            painter.drawText(chip, Qt::AlignCenter, LooksCard::tr("usual"));
        }
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        const QRectF second(left, 29, width() - left - 8, 16);
        painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_look.prompt.simplified(), Qt::ElideRight, int(second.width())));
        if (hasFocus())
            drawFocusInside(painter, QRectF(rect()), theme, 8);
    }
    void contextMenuEvent(QContextMenuEvent *event) override
    {
        if (m_card.m_desk.isReadOnly())
            return;
        QMenu menu(this);
        menu.addAction(LooksCard::tr("Edit..."), this, [this] { m_card.editLook(m_index); });
        if (m_index > 0)
            menu.addAction(LooksCard::tr("Make it the usual one"), this, [this] { m_card.makeUsual(m_index); });
        menu.addSeparator();
        menu.addAction(LooksCard::tr("Delete"), this, [this] { m_card.removeLook(m_index); });
        menu.exec(event->globalPos());
    }

private:
    LooksCard &m_card;
    int m_index;
    CharacterLook m_look;
    int m_shots;
};

LooksCard::LooksCard(CharacterDesk &desk, QWidget *parent)
    : Plate(Level::Card, parent),
      m_desk(desk),
      m_count(new TextLabel({}, TextStyle::Caption, Ink::Tertiary)),
      m_add(new IconButton(QStringLiteral("plus"), tr("New look")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 6, 6);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(new TextLabel(tr("Looks"), TextStyle::Strong));
    head->addWidget(m_count, 1);
    m_add->setSide(size::kControlSmall);
    head->addWidget(m_add);
    column->addLayout(head);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    auto *inside = new QWidget;
    inside->setAutoFillBackground(false);
    m_rows = new QVBoxLayout(inside);
    m_rows->setContentsMargins(0, 0, 6, 0);
    m_rows->setSpacing(0);
    area->setWidget(inside);
    inside->setAutoFillBackground(false);
    column->addWidget(area, 1);
    connect(m_add, &QAbstractButton::clicked, this, &LooksCard::addLook);
}

int LooksCard::shotsWith(const QString &look, bool isUsual) const
{
    const Character *open = m_desk.current();
    int shots = 0;
    for (const timeline::Clip *clip : m_desk.clipsWith(open->id)) {
        const auto use = std::ranges::find(clip->generation.characters, open->id, &timeline::CharacterUse::character);
        shots += use->look.compare(look, Qt::CaseInsensitive) == 0 || (isUsual && use->look.isEmpty()) ? 1 : 0;
    }
    return shots;
}

void LooksCard::refresh()
{
    clearLayout(m_rows);
    const Character *open = m_desk.current();
    if (!open)
        return;
    m_count->setText(open->looks.empty() ? QString() : QString::number(open->looks.size()));
    m_add->setEnabled(!m_desk.isReadOnly());
    for (size_t i = 0; i < open->looks.size(); ++i)
        m_rows->addWidget(new Row(*this, int(i), open->looks[i], shotsWith(open->looks[i].name, i == 0), this));
    if (open->looks.empty()) {
        auto *words = new TextLabel(tr("A costume, an age, wet hair: a look adds its words and may bring pictures and LoRAs of its own."),
                                    TextStyle::CaptionLight, Ink::Secondary);
        words->setWrap(true);
        m_rows->addWidget(words);
    }
    m_rows->addStretch(1);
}

void LooksCard::addLook()
{
    editLook(-1);
}

void LooksCard::editLook(int index)
{
    const Character *open = m_desk.current();
    if (!open || m_desk.isReadOnly())
        return;
    const bool isNew = index < 0;
    const CharacterLook look = isNew ? CharacterLook() : open->looks[size_t(index)];
    auto *popover = new Popover(window(), 320);
    auto *rows = new QVBoxLayout(popover->plate());
    rows->setContentsMargins(space::kPadding, space::kPadding, space::kPadding, space::kPadding);
    rows->setSpacing(10);
    auto *name = new LineField(tr("Name"), false);
    name->setValue(look.name);
    auto *words = new TextField(tr("Words"), 3);
    words->setValue(look.prompt);
    words->edit()->setFixedHeight(64);
    rows->addWidget(name);
    rows->addWidget(words);
    auto *buttons = new QHBoxLayout;
    auto *picture = new PushButton(look.pictures.empty() ? tr("Pictures...") : tr("%n picture(s)...", nullptr, int(look.pictures.size())));
    auto *keep = new PushButton(isNew ? tr("Add look") : tr("Keep"), ControlKind::Primary);
    buttons->addWidget(picture);
    buttons->addStretch(1);
    buttons->addWidget(keep);
    rows->addLayout(buttons);
    const auto pictures = std::make_shared<std::vector<generation::ReferencePicture>>(look.pictures);
    connect(picture, &QAbstractButton::clicked, popover, [this, picture, pictures, scope = open->scope] {
        const QStringList files = QFileDialog::getOpenFileNames(window(), tr("Pictures of this look"), {},
                                                                tr("Pictures (*.jpg *.jpeg *.png *.webp *.gif);;All files (*)"));
        if (files.isEmpty())
            return;
        *pictures = m_desk.takePictures(files, scope);
        picture->setText(tr("%n picture(s)...", nullptr, int(pictures->size())));
    });
    connect(keep, &QAbstractButton::clicked, popover, [this, popover, name, words, pictures, index, isNew] {
        const Character *now = m_desk.current();
        if (!now)
            return popover->close();
        Character edited = *now;
        if (isNew)
            edited.looks.emplace_back();
        CharacterLook &changed = isNew ? edited.looks.back() : edited.looks[size_t(index)];
        changed.name = name->edit()->text();
        changed.prompt = words->edit()->toPlainText();
        changed.pictures = *pictures;
        if (const auto problem = m_desk.save(edited))
            return name->showProblem(problem->text());
        popover->close();
    });
    connect(popover, &FloatingPlate::closed, popover, &QObject::deleteLater);
    popover->openAt(this, name->edit());
}

void LooksCard::makeUsual(int index)
{
    const Character *open = m_desk.current();
    if (!open || index <= 0)
        return;
    Character edited = *open;
    std::rotate(edited.looks.begin(), edited.looks.begin() + index, edited.looks.begin() + index + 1);
    if (const auto problem = m_desk.save(edited))
        m_desk.report(*problem);
}

void LooksCard::removeLook(int index)
{
    const Character *open = m_desk.current();
    if (!open || index < 0)
        return;
    Character edited = *open;
    const CharacterLook look = edited.looks[size_t(index)];
    if (const int shots = shotsWith(look.name, false); shots > 0) {
        m_desk.report(Problem(ProblemCode::Conflict, tr("%n shot(s) wear the look “%1”.", nullptr, shots).arg(look.name))
                          .withDetail(tr("Give them another look first.")));
        return;
    }
    edited.looks.erase(edited.looks.begin() + index);
    if (const auto problem = m_desk.save(edited))
        m_desk.report(*problem);
}

} // namespace sc::ui
