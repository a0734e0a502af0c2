// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/likeness.h"

#include <QtWidgets/QWidget>

#include <array>

class QSlider;

namespace sc::ui {

class TextLabel;

[[nodiscard]] QString likenessPartWord(audio::LikenessPart part); // "Timbre"
// What speaks most for it: "alike in tempo and key"; empty when nothing does.
[[nodiscard]] QString whyAlike(const audio::Likeness &likeness, const audio::LikenessValues &weights);

// A slider for the weight of each part of a comparison.
class LikenessWeights : public QWidget
{
    Q_OBJECT

public:
    explicit LikenessWeights(QWidget *parent = nullptr);
    [[nodiscard]] audio::LikenessValues weights() const;
    void setWeights(const audio::LikenessValues &weights); // quiet

Q_SIGNALS:
    void weightsChanged(); // by the person

private:
    void refresh();
    std::array<QSlider *, audio::kLikenessParts> m_sliders{};
    std::array<TextLabel *, audio::kLikenessParts> m_values{};
};

} // namespace sc::ui
