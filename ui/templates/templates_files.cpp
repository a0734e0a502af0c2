// SPDX-License-Identifier: GPL-3.0-or-later
// TemplatesScreen: templates out of files and into them.
#include "ui/templates/templates_screen.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtWidgets/QFileDialog>

#include <algorithm>

namespace sc::ui {

using namespace generation;
using Kind = TemplatePlace::Kind;

namespace {

constexpr qint64 kMostFile = 50'000'000;

} // namespace

void TemplatesScreen::importFile(const QString &file)
{
    const QString from =
        file.isEmpty() ? QFileDialog::getOpenFileName(window(), tr("Import templates"), {}, tr("Templates (*.json *.csv);;All files (*)"))
                       : file;
    if (from.isEmpty())
        return;
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return m_desk.report(Problem(ProblemCode::MediaMissing, tr("The file \"%1\" cannot be read.").arg(QDir::toNativeSeparators(from))));
    if (source.size() > kMostFile)
        return m_desk.report(Problem(ProblemCode::FileTooLarge, tr("\"%1\" is larger than 50 MB.").arg(QFileInfo(from).fileName())));
    const auto read = readTemplates(source.readAll());
    if (!reported(m_context, read))
        return;
    if (!reported(m_context, m_desk.studio().addAll(*read, m_context.session() ? Scope::Project : Scope::Shared)))
        return;
    const int count = int(read->styles.size() + read->prompts.size());
    QStringList told = {tr("%1: %n template(s) taken in.", nullptr, count).arg(QFileInfo(from).fileName())};
    told += read->notes;
    m_understoodWords->setText(told.mid(0, 6).join(u'\n'));
    m_understood->show();
    Q_EMIT m_context.noticeRaised({.level = read->notes.isEmpty() ? Notice::Level::Success : Notice::Level::Warning,
                                   .title = told.front(),
                                   .text = read->notes.mid(0, 3).join(u' '),
                                   .actionLabel = {},
                                   .action = {}});
    m_desk.refresh();
}

void TemplatesScreen::write(const QString &file, const std::vector<StyleTemplate> &styles, const std::vector<PromptTemplate> &prompts)
{
    const QString to = file.isEmpty()
                           ? QFileDialog::getSaveFileName(window(), tr("Export templates"), tr("templates.json"), tr("Templates (*.json)"))
                           : file;
    if (to.isEmpty())
        return;
    QSaveFile target(to);
    const QByteArray bytes = templateFile(styles, prompts);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return m_desk.report(Problem(ProblemCode::PermissionDenied, tr("\"%1\" cannot be written.").arg(QDir::toNativeSeparators(to)))
                                 .withDetail(target.errorString()));
    Q_EMIT m_context.noticeRaised({.level = Notice::Level::Success,
                                   .title = tr("%n template(s) exported", nullptr, int(styles.size() + prompts.size())),
                                   .text = QDir::toNativeSeparators(to),
                                   .actionLabel = {},
                                   .action = {}});
}

void TemplatesScreen::exportFile(const QString &file)
{
    if (const StyleTemplate *style = m_desk.style())
        write(file, {*style}, {});
    else if (const PromptTemplate *prompt = m_desk.prompt())
        write(file, {}, {*prompt});
}

void TemplatesScreen::exportAll(const QString &file)
{
    write(file, m_desk.styles(), m_desk.prompts());
}

} // namespace sc::ui
