// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_bar.h"

#include "core/library/library.h"
#include "ui/library/filter_bar.h"
#include "ui/library/library_commands.h"
#include "ui/library/library_screen.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

namespace sc::ui {

LibraryBar::LibraryBar(AppContext &context, LibraryCommands &commands, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_commands(commands),
      m_shelves(new FieldChoice(LibraryScreen::tr("Collection"))),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_search(new SearchField(LibraryScreen::tr("Title, artist, tag, file"))),
      m_filters(new FilterBar([&context] {
          FilterFacts facts;
          if (const auto stats = context.library().statistics())
              facts.stats = *stats;
          facts.tags = context.library().tags();
          return facts;
      })),
      m_summary(new TextLabel({}, TextStyle::Body, Ink::Tertiary)),
      m_views(new Segment({{LibraryScreen::tr("List"), QStringLiteral("list")}, {LibraryScreen::tr("Covers"), QStringLiteral("grid")}}))
{
    auto *bar = new QHBoxLayout(this);
    bar->setContentsMargins(12, 10, 12, 10);
    bar->setSpacing(space::kGutter);
    m_shelves->setFixedWidth(150);
    bar->addWidget(m_shelves, 0, Qt::AlignTop);
    m_title->setFixedHeight(28);
    bar->addWidget(m_title, 0, Qt::AlignTop);
    bar->addWidget(m_search, 0, Qt::AlignTop);
    m_filters->setContentsMargins(0, 1, 0, 0);
    bar->addWidget(m_filters, 1);
    m_summary->setFixedHeight(28);
    bar->addWidget(m_summary, 0, Qt::AlignTop);
    bar->addWidget(m_views, 0, Qt::AlignTop);
    auto *import = new PushButton(LibraryScreen::tr("Import"));
    import->setIconName(QStringLiteral("plus"));
    import->setToolTip(tooltipOf(LibraryScreen::tr("Import songs"), m_context.actions().shortcutText(QStringLiteral("library.import"))));
    connect(import, &QPushButton::clicked, this, [this, import] { openImportMenu(import); });
    bar->addWidget(import, 0, Qt::AlignTop);
    setNarrow(false);
}

void LibraryBar::showSearch()
{
    m_search->show();
    m_filters->show();
    m_views->show();
    m_title->hide();
}

void LibraryBar::showTitle(const QString &title)
{
    m_search->hide();
    m_filters->hide();
    m_views->hide();
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
}

void LibraryBar::setSummary(const QString &words)
{
    m_summary->setText(words);
}

void LibraryBar::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    m_shelves->setVisible(narrow);
    m_search->setFixedWidth(narrow ? 180 : 230);
}

void LibraryBar::openImportMenu(QWidget *from)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString keys = m_context.actions().shortcutText(QStringLiteral("library.import"));
    connect(menu->addAction(themedIcon(QStringLiteral("music")), LibraryScreen::tr("Songs") + (keys.isEmpty() ? QString() : u'\t' + keys)),
            &QAction::triggered, &m_context, &AppContext::importDialogRequested);
    connect(menu->addAction(themedIcon(QStringLiteral("folder")), LibraryScreen::tr("A folder")), &QAction::triggered, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(window(), LibraryScreen::tr("Import a folder"));
        if (!folder.isEmpty())
            Q_EMIT m_context.importRequested({folder});
    });
    menu->addSeparator();
    connect(menu->addAction(themedIcon(QStringLiteral("eye")), LibraryScreen::tr("Watched folders")), &QAction::triggered, &m_commands,
            &LibraryCommands::openWatchFolders);
    connect(menu->addAction(themedIcon(QStringLiteral("history")), LibraryScreen::tr("Bring back songs and files")), &QAction::triggered,
            &m_commands, &LibraryCommands::openBringBack);
    menu->popup(from->mapToGlobal(QPoint(0, from->height() + 4)));
}

} // namespace sc::ui
