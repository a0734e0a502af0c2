// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/picture_field.h"

#include "ui/generate/generate_desk.h"
#include "ui/generate/model_picker.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtCore/QPointer>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

namespace sc::ui {

using namespace generation;

PictureField::PictureField(GenerateDesk &desk, const QString &label, QString key, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_label(label), m_key(std::move(key)), m_field(new PickerField(label, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *name = new TextLabel(label, TextStyle::Body, Ink::Primary, this);
    name->setFixedWidth(104);
    layout->addWidget(name);
    layout->addWidget(m_field, 1);
    connect(m_field, &QAbstractButton::clicked, this, &PictureField::openMenu);
    refresh();
}

QString PictureField::current() const
{
    const timeline::Clip *clip = m_desk.clip();
    const QJsonObject params = clip ? clip->generation.params : QJsonObject();
    const qsizetype dot = m_key.indexOf(u'.');
    return dot < 0 ? params.value(m_key).toString() : params.value(m_key.left(dot)).toObject().value(m_key.mid(dot + 1)).toString();
}

void PictureField::refresh()
{
    const QString value = current();
    QString shown = tr("none");
    if (value.startsWith(u"take:"))
        shown = m_desk.nameOf(TakeId(value.mid(5))).isEmpty() ? tr("a take") : m_desk.nameOf(TakeId(value.mid(5)));
    else if (value == u"chosen:")
        shown = tr("the shot's picture");
    else if (!value.isEmpty())
        shown = QFileInfo(value).fileName();
    m_field->setValue(shown, {});
    m_field->setEnabled(m_desk.clip() && !m_desk.isLocked());
}

void PictureField::set(const QString &value)
{
    const timeline::Clip *clip = m_desk.clip();
    if (!clip)
        return;
    const QString step = tr("Set %1").arg(m_label);
    const qsizetype dot = m_key.indexOf(u'.');
    if (dot < 0) {
        (void)m_desk.setParams(step, {{m_key, value.isEmpty() ? QJsonValue() : QJsonValue(value)}});
        return;
    }
    const QString part = m_key.left(dot);
    QJsonObject inner = clip->generation.params.value(part).toObject();
    if (value.isEmpty()) {
        (void)m_desk.setParams(step, {{part, QJsonValue()}}); // nothing else of it makes sense without its picture
        return;
    }
    inner.insert(m_key.mid(dot + 1), value);
    if (part == u"control" && !inner.contains(u"type"))
        inner.insert(QStringLiteral("type"), QStringLiteral("depth"));
    (void)m_desk.setParams(step, {{part, inner}});
}

void PictureField::takeFile(const QString &file, bool anySize)
{
    const auto media = m_desk.studio().takePicture(file, Scope::Project, anySize);
    if (media) {
        set(media->path);
        return;
    }
    if (media.error().code() != ProblemCode::FileTooLarge) {
        m_desk.editor().report(media.error());
        return;
    }
    Q_EMIT m_desk.context().noticeRaised({Notice::Level::Warning, media.error().text(), media.error().detail(), tr("Use it anyway"),
                                          [self = QPointer<PictureField>(this), file] {
                                              if (self)
                                                  self->takeFile(file, true);
                                          }});
}

void PictureField::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("From a file...")), &QAction::triggered, this, [this] {
        auto *dialog = new QFileDialog(window(), m_label);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("Pictures (*.png *.jpg *.jpeg *.webp *.gif)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) { takeFile(file); });
        dialog->open();
    });
    for (const timeline::Take &take : m_desk.takes()) {
        if (take.isVideo())
            continue;
        connect(menu->addAction(m_desk.nameOf(take.id)), &QAction::triggered, this,
                [this, id = take.id] { set(QStringLiteral("take:") + id.text()); });
    }
    if (m_desk.clip() && !m_desk.clip()->selectedImage.isEmpty())
        connect(menu->addAction(tr("The shot's picture")), &QAction::triggered, this, [this] { set(QStringLiteral("chosen:")); });
    if (!current().isEmpty()) {
        menu->addSeparator();
        connect(menu->addAction(tr("None")), &QAction::triggered, this, [this] { set({}); });
    }
    menu->popup(m_field->mapToGlobal(QPoint(0, m_field->height() + 4)));
}

} // namespace sc::ui
