// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/reference_strip.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace sc::ui {

using generation::Character;

namespace {

constexpr QSize kCell(84, 118);
constexpr int kGap = 8;
constexpr double kMostWeight = 2;

QStringList filesOf(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

ReferenceStrip::ReferenceStrip(CharacterDesk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setProperty("noFocusHalo", true);
    setAccessibleName(tr("References"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&desk.pictures(), &PictureCache::ready, this, qOverload<>(&QWidget::update));
}

void ReferenceStrip::refresh()
{
    m_cells.clear();
    if (const Character *open = m_desk.current()) {
        bool hasFace = open->face.isEmpty();
        bool hasBody = open->fullBody.isEmpty();
        const auto add = [&](const timeline::MediaRef &media, double weight, int reference) {
            Cell cell{media, weight, reference, false, false, !QFileInfo(m_desk.pathOf(media)).isFile()};
            cell.isFace = !open->face.isEmpty() && media.hash == open->face.hash;
            cell.isFullBody = !open->fullBody.isEmpty() && media.hash == open->fullBody.hash;
            hasFace = hasFace || cell.isFace;
            hasBody = hasBody || cell.isFullBody;
            m_cells.push_back(cell);
        };
        for (size_t i = 0; i < open->references.size(); ++i)
            add(open->references[i].media, open->references[i].weight, int(i));
        if (!hasFace)
            add(open->face, 1, -1);
        if (!hasBody)
            add(open->fullBody, 1, -1);
    }
    m_current = std::min(m_current, int(m_cells.size()));
    updateGeometry();
    update();
}

int ReferenceStrip::columnsIn(int width) const
{
    return std::max(1, (width + kGap) / (kCell.width() + kGap));
}

QRect ReferenceStrip::cellRect(int index) const
{
    const int columns = columnsIn(width());
    const QPoint at((index % columns) * (kCell.width() + kGap), (index / columns) * (kCell.height() + kGap));
    const bool isPlace = index == int(m_cells.size());
    // The place to drop takes the rest of its row while that is short.
    const int rest = width() - at.x();
    return {at, isPlace && rest < 2 * kCell.width() ? QSize(std::max(rest, kCell.width()), kCell.height()) : kCell};
}

int ReferenceStrip::heightForWidth(int width) const
{
    const int rows = (int(m_cells.size()) + columnsIn(width)) / columnsIn(width);
    return rows * kCell.height() + (rows - 1) * kGap;
}

QSize ReferenceStrip::sizeHint() const
{
    return {4 * kCell.width(), heightForWidth(std::max(width(), kCell.width()))};
}

int ReferenceStrip::cellAt(QPoint position) const
{
    for (int i = 0; i <= int(m_cells.size()); ++i) {
        if (cellRect(i).contains(position))
            return i;
    }
    return -1;
}

QRect ReferenceStrip::weightRect(int cell) const
{
    const QRect box = cellRect(cell);
    return {box.right() - 34, box.bottom() - 22, 30, size::kBadge};
}

void ReferenceStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < int(m_cells.size()); ++i)
        paintCell(painter, i);
    if (!m_desk.isReadOnly() && m_desk.current())
        paintPlace(painter, cellRect(int(m_cells.size())));
}

void ReferenceStrip::paintCell(QPainter &painter, int index) const
{
    const Theme &theme = themeOf(this);
    const Cell &cell = m_cells[size_t(index)];
    const QRectF box = cellRect(index);
    QPainterPath shape;
    shape.addRoundedRect(box, radius::kThumb, radius::kThumb);
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(box, theme.surface.raised);
    const QPixmap picture = m_desk.pictures().of(m_desk.pathOf(cell.media), kCell, devicePixelRatioF());
    if (!picture.isNull())
        painter.drawPixmap(box.topLeft(), picture);
    else
        drawIconCentred(painter, cell.isMissing ? QStringLiteral("missing") : QStringLiteral("image"), box, 20,
                        cell.isMissing ? theme.semantic.warning : theme.text.tertiary);
    painter.restore();
    const auto plate = [&](const QRectF &at, const QString &icon, const QString &words, const QColor &ink) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(at, radius::kBadge, radius::kBadge);
        if (!icon.isEmpty())
            drawIconCentred(painter, icon, QRectF(at.left() + 4, at.top(), 12, at.height()), 12, ink);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(ink);
        painter.drawText(at.adjusted(icon.isEmpty() ? 0 : 18, 0, 0, 0), icon.isEmpty() ? int(Qt::AlignCenter) : int(Qt::AlignVCenter),
                         words);
    };
    QStringList roles;
    if (cell.isFace)
        roles.append(tr("Face"));
    if (cell.isFullBody)
        roles.append(tr("Full body"));
    double top = box.top() + 5;
    for (const QString &role : roles) {
        const double wide = QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(role) + 24;
        plate(QRectF(box.left() + 5, top, wide, size::kBadge), QStringLiteral("check"), role, theme.semantic.success);
        top += size::kBadge + 3;
    }
    if (cell.reference >= 0)
        plate(weightRect(index), {}, QString::number(cell.weight, 'f', 1), theme.text.primary);
    if (index == m_current && hasFocus())
        drawFocusInside(painter, box, theme, radius::kThumb);
}

void ReferenceStrip::paintPlace(QPainter &painter, const QRectF &box) const
{
    const Theme &theme = themeOf(this);
    const QColor ink = m_isDropping ? theme.text.blue : theme.text.secondary;
    if (m_isDropping) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.fill);
        painter.drawRoundedRect(box, radius::kThumb, radius::kThumb);
    }
    drawDashedFrame(painter, box, m_isDropping ? theme.brand.blue : theme.hairline.three, radius::kThumb);
    drawIconCentred(painter, QStringLiteral("plus"), box.adjusted(0, -22, 0, 0), 17, ink);
    painter.setFont(theme.fonts.caption);
    painter.setPen(ink);
    painter.drawText(box.adjusted(4, 20, -4, 0), Qt::AlignCenter | Qt::TextWordWrap, m_isDropping ? tr("Drop") : tr("Drop or add"));
    if (m_current == int(m_cells.size()) && hasFocus())
        drawFocusInside(painter, box, theme, radius::kThumb);
}

void ReferenceStrip::setCurrent(int index)
{
    m_current = std::clamp(index, -1, int(m_cells.size()));
    if (m_current >= 0 && m_current < int(m_cells.size())) {
        const Cell &cell = m_cells[size_t(m_current)];
        setAccessibleDescription(tr("Picture %1 of %2, weight %3%4%5")
                                     .arg(m_current + 1)
                                     .arg(m_cells.size())
                                     .arg(cell.weight)
                                     .arg(cell.isFace ? tr(", face") : QString(), cell.isFullBody ? tr(", full body") : QString()));
    }
    update();
}

void ReferenceStrip::keep(const Character &edited)
{
    if (const auto problem = m_desk.save(edited))
        m_desk.report(*problem);
}

void ReferenceStrip::setWeight(int cell, double weight)
{
    const Character *open = m_desk.current();
    if (!open || cell < 0 || cell >= int(m_cells.size()) || m_cells[size_t(cell)].reference < 0)
        return;
    Character edited = *open;
    edited.references[size_t(m_cells[size_t(cell)].reference)].weight = std::clamp(std::round(weight * 20) / 20, 0.0, kMostWeight);
    keep(edited);
}

void ReferenceStrip::toggleFace(int cell)
{
    const Character *open = m_desk.current();
    if (!open || cell < 0 || cell >= int(m_cells.size()))
        return;
    Character edited = *open;
    edited.face = m_cells[size_t(cell)].isFace ? timeline::MediaRef() : m_cells[size_t(cell)].media;
    keep(edited);
}

void ReferenceStrip::toggleFullBody(int cell)
{
    const Character *open = m_desk.current();
    if (!open || cell < 0 || cell >= int(m_cells.size()))
        return;
    Character edited = *open;
    edited.fullBody = m_cells[size_t(cell)].isFullBody ? timeline::MediaRef() : m_cells[size_t(cell)].media;
    keep(edited);
}

void ReferenceStrip::removeCell(int index)
{
    const Character *open = m_desk.current();
    if (!open || index < 0 || index >= int(m_cells.size()))
        return;
    Character edited = *open;
    const Cell cell = m_cells[size_t(index)];
    if (cell.isFace)
        edited.face = {};
    if (cell.isFullBody)
        edited.fullBody = {};
    if (cell.reference >= 0)
        edited.references.erase(edited.references.begin() + cell.reference);
    keep(edited);
}

void ReferenceStrip::askForPictures()
{
    const QStringList files = QFileDialog::getOpenFileNames(window(), tr("Add reference pictures"), {},
                                                            tr("Pictures (*.jpg *.jpeg *.png *.webp *.gif);;All files (*)"));
    if (files.isEmpty())
        return;
    if (const auto problem = m_desk.addPictures(files))
        m_desk.report(*problem);
}

void ReferenceStrip::mousePressEvent(QMouseEvent *event)
{
    const int cell = cellAt(event->position().toPoint());
    setCurrent(cell);
    if (m_desk.isReadOnly() || event->button() != Qt::LeftButton || cell < 0)
        return;
    if (cell == int(m_cells.size()))
        askForPictures();
    else if (m_cells[size_t(cell)].reference >= 0 && weightRect(cell).adjusted(-4, -4, 4, 4).contains(event->position().toPoint()))
        openWeight(cell);
}

void ReferenceStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int cell = cellAt(event->position().toPoint());
    if (cell >= 0 && cell < int(m_cells.size()) && !m_desk.isReadOnly())
        openWeight(cell);
}

void ReferenceStrip::openWeight(int cell)
{
    if (m_cells[size_t(cell)].reference < 0)
        return;
    auto *popover = new Popover(window(), 220);
    auto *rows = new QVBoxLayout(popover->plate());
    rows->setContentsMargins(space::kPadding, 10, space::kPadding, space::kPadding);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Weight"), TextStyle::Caption, Ink::Secondary), 1);
    auto *value = new TextLabel(QString::number(m_cells[size_t(cell)].weight, 'f', 2), TextStyle::Strong);
    head->addWidget(value);
    rows->addLayout(head);
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setAccessibleName(tr("Weight of this picture"));
    slider->setRange(0, 40); // twentieths
    slider->setPageStep(4);
    slider->setValue(int(std::lround(m_cells[size_t(cell)].weight * 20)));
    rows->addWidget(slider);
    rows->addWidget(new TextLabel(tr("The heaviest four are sent first"), TextStyle::CaptionLight, Ink::Tertiary));
    connect(slider, &QSlider::valueChanged, value, [value](int twentieths) { value->setText(QString::number(twentieths / 20.0, 'f', 2)); });
    connect(popover, &FloatingPlate::closed, this, [this, popover, slider, cell] {
        setWeight(cell, slider->value() / 20.0); // one step of undo, however far it was dragged
        popover->deleteLater();
    });
    popover->openAt(this, slider);
}

void ReferenceStrip::openMenu(int cell, QPoint at)
{
    QMenu menu(this);
    if (cell >= 0 && cell < int(m_cells.size())) {
        const Cell &one = m_cells[size_t(cell)];
        menu.addAction(one.isFace ? tr("Not the face picture") : tr("Use as face picture"), QKeySequence(Qt::Key_F), this,
                       [this, cell] { toggleFace(cell); });
        menu.addAction(one.isFullBody ? tr("Not the full body picture") : tr("Use as full body picture"), QKeySequence(Qt::Key_B), this,
                       [this, cell] { toggleFullBody(cell); });
        if (one.reference >= 0)
            menu.addAction(tr("Weight..."), this, [this, cell] { openWeight(cell); });
        menu.addSeparator();
        menu.addAction(tr("Take out"), QKeySequence(Qt::Key_Delete), this, [this, cell] { removeCell(cell); })
            ->setProperty("kind", QStringLiteral("danger"));
    } else {
        menu.addAction(tr("Add pictures..."), this, &ReferenceStrip::askForPictures);
    }
    menu.exec(at);
}

void ReferenceStrip::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const int cell = isKey ? m_current : cellAt(event->pos());
    if (m_desk.isReadOnly() || !m_desk.current())
        return;
    setCurrent(cell);
    openMenu(cell, isKey && cell >= 0 ? mapToGlobal(cellRect(cell).center()) : event->globalPos());
}

void ReferenceStrip::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_cells.size());
    const int columns = columnsIn(width());
    const bool isOnCell = m_current >= 0 && m_current < last;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(std::max(0, m_current - 1));
    case Qt::Key_Right:
        return setCurrent(m_current + 1);
    case Qt::Key_Up:
        return setCurrent(std::max(0, m_current - columns));
    case Qt::Key_Down:
        return setCurrent(m_current + columns);
    default:
        break;
    }
    if (m_desk.isReadOnly())
        return QWidget::keyPressEvent(event);
    if (m_current == last && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space))
        return askForPictures();
    if (!isOnCell)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return setWeight(m_current, m_cells[size_t(m_current)].weight + 0.1);
    case Qt::Key_Minus:
        return setWeight(m_current, m_cells[size_t(m_current)].weight - 0.1);
    case Qt::Key_F:
        return toggleFace(m_current);
    case Qt::Key_B:
        return toggleFullBody(m_current);
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return removeCell(m_current);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return openWeight(m_current);
    default:
        QWidget::keyPressEvent(event);
    }
}

void ReferenceStrip::dragEnterEvent(QDragEnterEvent *event)
{
    if (filesOf(*event->mimeData()).isEmpty() || m_desk.isReadOnly() || !m_desk.current())
        return;
    m_isDropping = true;
    update();
    event->acceptProposedAction();
}

void ReferenceStrip::dragLeaveEvent(QDragLeaveEvent *)
{
    m_isDropping = false;
    update();
}

void ReferenceStrip::dropEvent(QDropEvent *event)
{
    m_isDropping = false;
    update();
    event->acceptProposedAction();
    if (const auto problem = m_desk.addPictures(filesOf(*event->mimeData())))
        m_desk.report(*problem);
}

bool ReferenceStrip::event(QEvent *event)
{
    // The window's keys of the same letters wait while a picture is meant.
    if (event->type() == QEvent::ShortcutOverride) {
        static const QList<int> ours = {Qt::Key_F,      Qt::Key_B,         Qt::Key_Plus, Qt::Key_Minus, Qt::Key_Equal,
                                        Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,
                                        Qt::Key_Down,   Qt::Key_Return,    Qt::Key_Space};
        const auto *key = static_cast<QKeyEvent *>(event);
        if (ours.contains(key->key()) && !(key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int cell = cellAt(help->pos());
        const bool isCell = cell >= 0 && cell < int(m_cells.size());
        QToolTip::showText(help->globalPos(),
                           !isCell                           ? tr("JPEG, PNG, WebP or GIF, up to 10 MB each")
                           : m_cells[size_t(cell)].isMissing ? tr("The file is missing")
                                                             : tr("F face, B full body, + and - weight, Delete takes it out"),
                           this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace sc::ui
