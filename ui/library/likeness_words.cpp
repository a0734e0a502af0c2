// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/likeness_words.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QSlider>

#include <algorithm>
#include <numeric>

namespace sc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::LikenessWords)
};

constexpr double kAlike = 0.8; // a part that speaks for it

} // namespace

QString likenessPartWord(audio::LikenessPart part)
{
    switch (part) {
    case audio::LikenessPart::Tempo:
        return Words::tr("Tempo");
    case audio::LikenessPart::Key:
        return Words::tr("Key");
    case audio::LikenessPart::Chroma:
        return Words::tr("Harmony");
    case audio::LikenessPart::Timbre:
        return Words::tr("Sound");
    case audio::LikenessPart::Rhythm:
        return Words::tr("Rhythm");
    case audio::LikenessPart::Energy:
        return Words::tr("Energy");
    case audio::LikenessPart::Duration:
        return Words::tr("Length");
    }
    return {};
}

QString whyAlike(const audio::Likeness &likeness, const audio::LikenessValues &weights)
{
    std::array<int, audio::kLikenessParts> order{};
    std::iota(order.begin(), order.end(), 0);
    const auto speaks = [&](int part) { return likeness.parts[static_cast<size_t>(part)] * weights[static_cast<size_t>(part)]; };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return speaks(a) > speaks(b); });
    QStringList words;
    for (const int part : order) {
        if (words.size() < 3 && weights[static_cast<size_t>(part)] > 0 && likeness.parts[static_cast<size_t>(part)] >= kAlike)
            words.append(likenessPartWord(static_cast<audio::LikenessPart>(part)).toLower());
    }
    if (words.isEmpty())
        return {};
    const QString last = words.takeLast();
    return words.isEmpty() ? Words::tr("alike in %1").arg(last)
                           : Words::tr("alike in %1 and %2").arg(words.join(QStringLiteral(", ")), last);
}

LikenessWeights::LikenessWeights(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (size_t i = 0; i < m_sliders.size(); ++i) {
        const QString name = likenessPartWord(static_cast<audio::LikenessPart>(i));
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        auto *label = new TextLabel(name, TextStyle::Caption, Ink::Secondary);
        label->setFixedSize(56, 24);
        row->addWidget(label);
        m_sliders[i] = new QSlider(Qt::Horizontal);
        m_sliders[i]->setRange(0, 100);
        m_sliders[i]->setPageStep(10);
        m_sliders[i]->setMinimumHeight(24);
        m_sliders[i]->setAccessibleName(tr("Weight of %1").arg(name));
        connect(m_sliders[i], &QSlider::valueChanged, this, [this] {
            refresh();
            Q_EMIT weightsChanged();
        });
        row->addWidget(m_sliders[i], 1);
        m_values[i] = new TextLabel({}, TextStyle::Caption);
        m_values[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_values[i]->setFixedSize(36, 24);
        row->addWidget(m_values[i]);
        column->addLayout(row);
    }
    auto *usual = new PushButton(tr("Usual weights"), ControlKind::Quiet);
    usual->setButtonSize(ButtonSize::Small);
    connect(usual, &QPushButton::clicked, this, [this] {
        setWeights(audio::defaultLikenessWeights());
        Q_EMIT weightsChanged();
    });
    column->addSpacing(4);
    column->addWidget(usual, 0, Qt::AlignLeft);
    setWeights(audio::defaultLikenessWeights());
}

audio::LikenessValues LikenessWeights::weights() const
{
    audio::LikenessValues values{};
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = m_sliders[i]->value() / 100.0;
    return values;
}

void LikenessWeights::setWeights(const audio::LikenessValues &weights)
{
    for (size_t i = 0; i < weights.size(); ++i) {
        const QSignalBlocker quiet(m_sliders[i]);
        m_sliders[i]->setValue(qRound(weights[i] * 100));
    }
    refresh();
}

void LikenessWeights::refresh()
{
    for (size_t i = 0; i < m_sliders.size(); ++i)
        m_values[i]->setText(QStringLiteral("%1 %").arg(m_sliders[i]->value()));
}

} // namespace sc::ui
