// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/large_files.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {
constexpr int kListed = 6;
}

QStringList tooLarge(const std::vector<library::ImportOutcome> &outcomes)
{
    QStringList files;
    for (const library::ImportOutcome &outcome : outcomes) {
        if (outcome.problem && outcome.problem->code() == ProblemCode::FileTooLarge)
            files.append(outcome.file);
    }
    return files;
}

LargeFiles::LargeFiles(QWidget *window) : Overlay(window, 440, 160, radius::kDialog) {}

void LargeFiles::ask(const QStringList &files)
{
    delete plate()->layout();
    qDeleteAll(plate()->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    const QLocale locale;
    column->addWidget(new TextLabel(tr("%n file(s) larger than songs usually are", nullptr, static_cast<int>(files.size())), TextStyle::Title));
    auto *words = new TextLabel(tr("Long recordings take longer to analyse and to draw. They can be imported all the same."),
                                TextStyle::Body, Ink::Secondary);
    words->setWrap(true);
    column->addWidget(words);
    auto *card = new Plate(Plate::Level::Card);
    auto *list = new QVBoxLayout(card);
    list->setContentsMargins(12, 8, 12, 8);
    list->setSpacing(4);
    for (const QString &file : files.mid(0, kListed)) {
        auto *line = new QHBoxLayout;
        auto *name = new TextLabel(QFileInfo(file).fileName(), TextStyle::Control);
        name->setElide(Qt::ElideMiddle);
        line->addWidget(name, 1);
        line->addWidget(
            new TextLabel(locale.formattedDataSize(QFileInfo(file).size(), 0, QLocale::DataSizeSIFormat), TextStyle::Body, Ink::Secondary));
        list->addLayout(line);
    }
    if (files.size() > kListed)
        list->addWidget(new TextLabel(tr("and %1 more").arg(files.size() - kListed), TextStyle::CaptionLight, Ink::Tertiary));
    column->addWidget(card);
    auto *buttons = new QHBoxLayout;
    auto *leave = new PushButton(tr("Leave them out"), ControlKind::Quiet);
    connect(leave, &QPushButton::clicked, this, &Overlay::close);
    buttons->addWidget(leave);
    buttons->addStretch(1);
    auto *take = new PushButton(tr("Import them"), ControlKind::Primary);
    connect(take, &QPushButton::clicked, this, [this, files] {
        close();
        Q_EMIT importAnyway(files);
    });
    buttons->addWidget(take);
    column->addLayout(buttons);
    open(take);
}

} // namespace sc::ui
