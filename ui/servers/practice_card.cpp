// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/practice_card.h"

#include "ui/servers/small_charts.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>

#include <array>

namespace sc::ui {

using namespace generation;

namespace {

constexpr std::array<double, 3> kPaces = {1.0, 0.1, 0.01}; // of a small card's time
constexpr std::array<int, 5> kMemories = {4, 8, 16, 24, 48};

} // namespace

PracticeCard::PracticeCard(PracticeHost &host, QWidget *parent)
    : Panel(parent),
      m_host(host),
      m_dot(new StateDot(this)),
      m_power(new Switch(tr("Practice server"), this)),
      m_words(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_speed(new Segment({{tr("Real"), {}}, {tr("10x"), {}}, {tr("100x"), {}}}, this)),
      m_memory(new FieldChoice(tr("Memory of the practice card"), this)),
      m_faultWords(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_dot);
    head->addWidget(new TextLabel(tr("Practice server"), TextStyle::Title, Ink::Primary, this));
    auto *chip = new Chip(tr("built in"), this);
    chip->setFocusPolicy(Qt::NoFocus);
    head->addWidget(chip);
    head->addStretch(1);
    head->addWidget(m_power);
    layout->addLayout(head);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(16, 0, 0, 0);
    second->addWidget(m_words);
    layout->addLayout(second);
    layout->addSpacing(8);
    auto *setup = new QHBoxLayout;
    setup->setSpacing(6);
    const auto label = [&](const QString &text) {
        auto *made = new TextLabel(text, TextStyle::Caption, Ink::Secondary, this);
        made->setMinimumWidth(made->sizeHint().width());
        setup->addWidget(made);
    };
    label(tr("Speed"));
    setup->addWidget(m_speed);
    setup->addStretch(1);
    label(tr("Memory"));
    std::vector<FieldChoice::Option> memories;
    for (const int gigabytes : kMemories)
        memories.push_back({tr("%1 GB").arg(gigabytes), gigabytes});
    m_memory->setOptions(memories, 2);
    m_memory->setFixedWidth(84);
    setup->addWidget(m_memory);
    layout->addLayout(setup);
    layout->addSpacing(8);
    auto *about = new QHBoxLayout;
    about->addWidget(new TextLabel(tr("Faults to practise with"), TextStyle::Caption, Ink::Secondary, this), 1);
    m_faultWords->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    about->addWidget(m_faultWords);
    layout->addLayout(about);
    layout->addSpacing(2);
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    int place = 0;
    for (const PracticeSwitch &each : practiceSwitches()) {
        const QString words = QCoreApplication::translate("sc::generation", each.words);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        auto *power = new Switch(words, this);
        row->addWidget(power);
        row->addWidget(new TextLabel(words, TextStyle::Body, Ink::Primary, this), 1);
        grid->addLayout(row, place / 2, place % 2);
        ++place;
        m_faults.insert(QLatin1String(each.fault), power);
        connect(power, &QAbstractButton::clicked, this,
                [this, power, fault = each.fault] { m_host.setFaults(withSwitch(m_host.faults(), fault, power->isChecked())); });
    }
    layout->addLayout(grid);
    layout->addStretch(1);
    connect(m_power, &QAbstractButton::clicked, this, [this] { setPower(m_power->isChecked()); });
    connect(m_speed, &Segment::currentChanged, this, &PracticeCard::setSpeed);
    connect(m_memory, &FieldChoice::currentChanged, this, [this] { setMemory(m_memory->value().toInt()); });
    connect(&m_host, &PracticeHost::changed, this, &PracticeCard::refresh);
    refresh();
}

void PracticeCard::refresh()
{
    const QScopedValueRollback<bool> quiet(m_isRefreshing, true);
    const Theme &theme = themeOf(this);
    const bool on = m_host.isRunning();
    m_dot->setColour(on ? theme.brand.purple : theme.text.disabled);
    m_power->setChecked(on);
    const PracticeHost::Counts counts = m_host.counts();
    if (!on)
        m_words->setText(tr("Off. Answers like ComfyUI, needs no graphics card"));
    else if (counts.taken == 0)
        m_words->setText(tr("At %1, paints test pictures").arg(m_host.url().toString()));
    else
        m_words->setText(tr("%1 taken, %2 made, %3 failed").arg(counts.taken).arg(counts.succeeded).arg(counts.failed));
    m_words->setToolTip(tr("Jobs go there when they are sent there, or while there is no other server."));
    int pace = 0;
    for (size_t i = 0; i < kPaces.size(); ++i)
        pace = m_host.setup().pace <= kPaces[i] * 1.01 ? static_cast<int>(i) : pace;
    m_speed->setCurrent(pace);
    m_memory->setValue(m_host.setup().memoryGb);
    const int faults = switchesOn(m_host.faults());
    m_faultWords->setInk(faults > 0 ? Ink::Warning : Ink::Secondary);
    m_faultWords->setText(faults > 0 ? tr("%n on", nullptr, faults) : tr("none on"));
    for (auto it = m_faults.cbegin(); it != m_faults.cend(); ++it)
        it.value()->setChecked(isOn(m_host.faults(), it.key().toLatin1().constData()));
}

void PracticeCard::setPower(bool on)
{
    const Result<> done = on ? m_host.start() : m_host.stop();
    if (!done)
        Q_EMIT problemOccurred(done.error());
    refresh();
    Q_EMIT serversTouched();
}

void PracticeCard::setSpeed(int index)
{
    if (m_isRefreshing)
        return;
    PracticeHost::Setup setup = m_host.setup();
    setup.pace = kPaces[static_cast<size_t>(index)];
    if (const Result<> done = m_host.setSetup(setup); !done)
        Q_EMIT problemOccurred(done.error());
    Q_EMIT serversTouched();
}

void PracticeCard::setMemory(int gigabytes)
{
    if (m_isRefreshing)
        return;
    PracticeHost::Setup setup = m_host.setup();
    setup.memoryGb = gigabytes;
    if (const Result<> done = m_host.setSetup(setup); !done)
        Q_EMIT problemOccurred(done.error());
    Q_EMIT serversTouched();
}

} // namespace sc::ui
