// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the server dialog.
#include "ui/servers/certificate_box.h"
#include "ui/servers/server_dialog.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kWeightSteps = 20; // to each side of 1; the slider is logarithmic from 0.1 to 10

QWidget *labelled(const QString &label, QWidget *field, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, box));
    layout->addWidget(field);
    field->setAccessibleName(label);
    return box;
}

} // namespace

double weightOf(int slider)
{
    const double raw = std::pow(10.0, static_cast<double>(slider) / kWeightSteps);
    return std::clamp(raw >= 1 ? std::round(raw * 10) / 10 : std::round(raw * 100) / 100, 0.1, 10.0);
}

int sliderOf(double weight)
{
    return qRound(std::log10(std::clamp(weight, 0.1, 10.0)) * kWeightSteps);
}

void ServerDialog::buildHead(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->addWidget(new TextLabel(windowTitle(), TextStyle::Title, Ink::Primary, this), 1);
    m_kind = new Segment({{tr("ComfyUI"), {}}, {tr("RunPod"), {}}}, this);
    connect(m_kind, &Segment::currentChanged, this, [this](int kind) { setKind(kind == 1 ? ServerKind::RunPod : ServerKind::Standard); });
    row->addWidget(m_kind);
    into->addLayout(row);
}

void ServerDialog::buildFields(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_address = new QLineEdit(m_server.url, this);
    m_address->setFont(themeOf(this).fonts.valueMono);
    m_name = new QLineEdit(m_server.name, this);
    m_test = new PushButton(tr("Test"), ControlKind::Default, this);
    m_test->setIconName(QStringLiteral("plug"));
    m_test->setAutoDefault(false);
    row->addWidget(labelled(tr("Address"), m_address, this), 1);
    QWidget *name = labelled(tr("Name"), m_name, this);
    name->setFixedWidth(150);
    row->addWidget(name);
    row->addWidget(m_test, 0, Qt::AlignBottom);
    into->addLayout(row);
    m_key = new QLineEdit(m_server.keyRef, this);
    m_key->setFont(themeOf(this).fonts.valueMono);
    m_key->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_reveal = new IconButton(QStringLiteral("eye"), tr("Show what is typed"), this);
    m_reveal->setCheckable(true);
    auto *key = new QWidget(this);
    auto *keyRow = new QHBoxLayout(key);
    keyRow->setContentsMargins(0, 0, 0, 0);
    keyRow->setSpacing(6);
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(m_reveal);
    into->addSpacing(8);
    into->addWidget(labelled(tr("Key"), key, this));
    m_key->setAccessibleName(tr("Key"));
    m_keyWords = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, this);
    m_keyWords->setWrap(true);
    into->addSpacing(3);
    into->addWidget(m_keyWords);
    connect(m_reveal, &QAbstractButton::toggled, this, &ServerDialog::showKeyMode);
    m_problem = new TextLabel({}, TextStyle::Body, Ink::Danger, this);
    m_problem->setWrap(true);
    m_wayOut = new PushButton({}, ControlKind::Default, this);
    m_wayOut->setAutoDefault(false);
    auto *problem = new QHBoxLayout;
    problem->setSpacing(8);
    problem->addWidget(m_problem, 1);
    problem->addWidget(m_wayOut, 0, Qt::AlignTop);
    into->addSpacing(6);
    into->addLayout(problem);
    m_certificate = new CertificateBox(this);
    m_certificate->hide();
    into->addWidget(m_certificate);
    connect(m_certificate, &CertificateBox::trusted, this, &ServerDialog::pinShown);
    connect(m_certificate, &CertificateBox::refused, this, &ServerDialog::keepRefusing);
    m_found = new QWidget(this);
    auto *found = new QHBoxLayout(m_found);
    found->setContentsMargins(0, 6, 0, 0);
    found->setSpacing(6);
    auto *chips = new QWidget(m_found);
    m_foundFlow = new FlowLayout(chips, 6);
    m_foundFlow->setContentsMargins(0, 0, 0, 0);
    found->addWidget(chips, 1);
    m_look = new PushButton(tr("Look on this network"), ControlKind::Quiet, m_found);
    m_look->setIconName(QStringLiteral("search"));
    m_look->setAutoDefault(false);
    found->addWidget(m_look, 0, Qt::AlignTop);
    into->addWidget(m_found);
    connect(m_address, &QLineEdit::textEdited, this, [this] {
        if (!m_nameIsTyped)
            m_name->setText(QUrl(m_address->text().trimmed()).host());
        touch();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_nameIsTyped = !text.isEmpty();
        clearProblem();
        refreshNote();
    });
    connect(m_key, &QLineEdit::textChanged, this, &ServerDialog::showKeyMode);
    connect(m_key, &QLineEdit::textEdited, this, &ServerDialog::touch);
    connect(m_test, &QAbstractButton::clicked, this, &ServerDialog::test);
    connect(m_look, &QAbstractButton::clicked, this, &ServerDialog::look);
    connect(m_wayOut, &QAbstractButton::clicked, this, &ServerDialog::takeWayOut);
    connect(m_address, &QLineEdit::returnPressed, this, &ServerDialog::test);
}

void ServerDialog::buildFindings(QVBoxLayout *into)
{
    into->addSpacing(12);
    auto *card = new Plate(Plate::Level::Card, this);
    m_findings = card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 10, 14, 9);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    m_findingsTitle = new TextLabel({}, TextStyle::Strong, Ink::Primary, card);
    m_findingsTime = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary, card);
    head->addWidget(m_findingsTitle, 1);
    head->addWidget(m_findingsTime);
    layout->addLayout(head);
    m_findingRows = new QVBoxLayout;
    m_findingRows->setSpacing(0);
    layout->addLayout(m_findingRows);
    into->addWidget(card);
    auto *missing = new QHBoxLayout;
    m_missingTitle = new TextLabel({}, TextStyle::Strong, Ink::Primary, this);
    m_copy = new PushButton(tr("Copy list"), ControlKind::Quiet, this);
    m_copy->setAutoDefault(false);
    missing->addWidget(m_missingTitle, 1);
    missing->addWidget(m_copy);
    into->addSpacing(6);
    into->addLayout(missing);
    m_missing = new RowList(tr("Missing there"), this);
    m_missing->setSelectionMode(QAbstractItemView::SingleSelection);
    into->addWidget(m_missing);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QStringList lines;
        for (int row = 0; row < m_missing->rowCount(); ++row)
            lines.append(m_missing->row(row).title + QStringLiteral("\t") + m_missing->row(row).detail);
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
}

void ServerDialog::buildSetup(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *weight = new QWidget(this);
    auto *column = new QVBoxLayout(weight);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Weight"), TextStyle::Caption, Ink::Secondary, weight), 1);
    m_weightValue = new TextLabel({}, TextStyle::CaptionStrong, Ink::Primary, weight);
    head->addWidget(m_weightValue);
    column->addLayout(head);
    m_weight = new QSlider(Qt::Horizontal, weight);
    m_weight->setRange(-kWeightSteps, kWeightSteps);
    m_weight->setValue(sliderOf(m_server.weight));
    m_weight->setAccessibleName(tr("Weight"));
    m_weight->setToolTip(tr("How much this server is preferred, from 0.1 to 10"));
    m_weight->setFixedHeight(28);
    column->addWidget(m_weight);
    weight->setFixedWidth(196);
    m_places = new QSpinBox(this);
    m_places->setRange(1, 16);
    m_places->setValue(m_server.maxConcurrent);
    m_places->setButtonSymbols(QAbstractSpinBox::NoButtons);
    QWidget *places = labelled(tr("Jobs at a time"), m_places, this);
    places->setFixedWidth(130);
    m_group = new FieldChoice(tr("Shares a card with"), this);
    std::vector<FieldChoice::Option> options = {{tr("nobody"), QString()}};
    int current = 0;
    for (const ServerState &other : m_feed.servers()) {
        if (other.server.id == m_server.id)
            continue;
        const QString group = other.server.exclusiveGroup.isEmpty() ? other.server.name : other.server.exclusiveGroup;
        options.push_back({other.server.name, group});
        if (!m_server.exclusiveGroup.isEmpty() && group == m_server.exclusiveGroup && current == 0)
            current = static_cast<int>(options.size()) - 1;
    }
    if (current == 0 && !m_server.exclusiveGroup.isEmpty()) {
        options.push_back({m_server.exclusiveGroup, m_server.exclusiveGroup});
        current = static_cast<int>(options.size()) - 1;
    }
    m_group->setOptions(options, current);
    row->addWidget(weight);
    row->addWidget(places);
    row->addWidget(labelled(tr("Shares a card with"), m_group, this), 1);
    into->addLayout(row);
    const auto showWeight = [this] { m_weightValue->setText(QLocale().toString(weightOf(m_weight->value()), 'g', 2)); };
    connect(m_weight, &QSlider::valueChanged, this, [this, showWeight] {
        showWeight();
        refreshNote();
    });
    connect(m_places, &QSpinBox::valueChanged, this, [this] { refreshNote(); });
    showWeight();
}

void ServerDialog::buildButtons(QVBoxLayout *into)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet, this);
    cancel->setAutoDefault(false);
    m_note = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_save = new PushButton({}, ControlKind::Primary, this);
    m_save->setAutoDefault(false);
    row->addWidget(cancel);
    row->addWidget(m_note, 1);
    row->addWidget(m_save);
    into->addLayout(row);
    connect(cancel, &QAbstractButton::clicked, this, &ServerDialog::reject);
    connect(m_save, &QAbstractButton::clicked, this, &ServerDialog::save);
}

} // namespace sc::ui
