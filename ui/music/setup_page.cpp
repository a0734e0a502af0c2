// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/music/setup_page.h"

#include "core/accounts/developer_token.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFile>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

namespace {

constexpr int kWide = 620; // px
constexpr qint64 kMostBytes = 128 * 1024;

TextLabel *wrapped(const QString &text, TextStyle style, Ink ink)
{
    auto *label = new TextLabel(text, style, ink);
    label->setWrap(true);
    return label;
}

} // namespace

SetupPage::SetupPage(QWidget *parent) : QWidget(parent)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    whole->addWidget(scroll);
    auto *inside = new QWidget;
    scroll->setWidget(inside);
    inside->setAutoFillBackground(false); // setWidget() sets it
    auto *centre = new QHBoxLayout(inside);
    centre->addStretch(1);
    auto *page = new QWidget;
    page->setMaximumWidth(kWide);
    centre->addWidget(page, 8);
    centre->addStretch(1);
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(16, 24, 16, 16);
    rows->setSpacing(10);

    rows->addWidget(new TextLabel(tr("Connect Apple Music"), TextStyle::Figure));
    rows->addWidget(wrapped(
        tr("Apple lets programs ask for a listener's library with a key of an Apple developer account. The key stays on this computer, in "
           "its keychain; StoryCanvas signs with it."),
        TextStyle::Body, Ink::Secondary));
    const QStringList steps{tr("1.  In your Apple developer account open Certificates, Identifiers and Profiles, then Keys."),
                            tr("2.  Make a key with Media Services (MusicKit) and load it down. Apple gives the file once."),
                            tr("3.  The team id stands in your account under Membership details.")};
    auto *card = new Plate(Plate::Level::Card);
    auto *list = new QVBoxLayout(card);
    list->setContentsMargins(14, 10, 14, 10);
    for (const QString &step : steps)
        list->addWidget(wrapped(step, TextStyle::Body, Ink::Primary));
    rows->addWidget(card);

    const auto field = [&](const QString &name, const QString &example, QWidget *beside = nullptr) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        auto *label = new TextLabel(name, TextStyle::Control, Ink::Secondary);
        label->setFixedWidth(104);
        auto *edit = new QLineEdit;
        edit->setPlaceholderText(example);
        edit->setAccessibleName(name);
        row->addWidget(label);
        row->addWidget(edit, 1);
        if (beside)
            row->addWidget(beside);
        rows->addLayout(row);
        connect(edit, &QLineEdit::returnPressed, this, &SetupPage::submit);
        return edit;
    };
    auto *choose = new PushButton(tr("Choose"));
    choose->setIconName(QStringLiteral("folder"));
    choose->setAccessibleName(tr("Choose the key file"));
    m_file = field(tr("Key file"), QStringLiteral("AuthKey_4F8KX2M9QZ.p8"), choose);
    m_keyId = field(tr("Key id"), QStringLiteral("4F8KX2M9QZ"));
    m_teamId = field(tr("Team id"), QStringLiteral("9LW3HT27BC"));
    rows->addWidget(wrapped(tr("Or paste a developer token that was made elsewhere:"), TextStyle::CaptionLight, Ink::Secondary));
    m_token = field(tr("Token"), QStringLiteral("eyJhbGciOiJFUzI1NiIs..."));
    m_token->setEchoMode(QLineEdit::Password);
    m_problem = wrapped({}, TextStyle::Body, Ink::Danger);
    m_problem->setAccessibleName(tr("Problem"));
    m_problem->hide();
    rows->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    m_back = new PushButton(tr("Back"));
    m_go = new PushButton(tr("Check with Apple and keep"), ControlKind::Primary);
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_go);
    rows->addLayout(buttons);
    rows->addWidget(wrapped(tr("Songs of Apple Music are for finding, choosing and listening elsewhere: Apple does not let programs cut "
                               "films to them. A song that "
                               "is also a file of yours is found, and that file can be used."),
                            TextStyle::CaptionLight, Ink::Secondary));
    rows->addStretch(1);

    connect(choose, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(window(), tr("Apple's key file"), {}, tr("Apple's keys (*.p8);;All files (*)"));
        if (!path.isEmpty())
            chooseFile(path);
    });
    connect(m_go, &QPushButton::clicked, this, &SetupPage::submit);
    connect(m_back, &QPushButton::clicked, this, &SetupPage::backRequested);
}

void SetupPage::chooseFile(const QString &path)
{
    m_file->setText(path);
    if (const QString id = accounts::keyIdOfFile(path); !id.isEmpty())
        m_keyId->setText(id);
}

void SetupPage::submit()
{
    m_problem->hide();
    if (!m_token->text().trimmed().isEmpty()) {
        Q_EMIT tokenGiven(m_token->text().toUtf8());
        return;
    }
    QFile file(m_file->text().trimmed());
    if (!file.open(QIODevice::ReadOnly)) {
        showProblem(Problem(ProblemCode::ResourceNotFound, m_file->text().trimmed().isEmpty()
                                                               ? tr("Choose the key file that Apple gave, or paste a token.")
                                                               : tr("The key file cannot be read."))
                        .withDetail(m_file->text().trimmed().isEmpty() ? QString() : file.errorString()));
        return;
    }
    Q_EMIT keyGiven(file.read(kMostBytes), m_keyId->text(), m_teamId->text());
}

void SetupPage::setCanGoBack(bool can)
{
    m_back->setVisible(can);
}

void SetupPage::setBusy(bool busy)
{
    m_go->setDisabledReason(busy ? tr("Apple is being asked.") : QString());
}

void SetupPage::showProblem(const Problem &problem)
{
    m_problem->setText(problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail());
    m_problem->show();
}

void SetupPage::clear()
{
    for (QLineEdit *edit : {m_file, m_keyId, m_teamId, m_token})
        edit->clear();
    m_problem->hide();
}

} // namespace sc::ui
