// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/close_look.h"

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kCacheKilobytes = 48 * 1024; // each kind

std::int64_t indexOf(Ticks t, Ticks piece)
{
    return std::max<std::int64_t>(0, t.value()) / piece.value();
}

} // namespace

CloseLook::CloseLook(QObject *parent) : QObject(parent), m_spectra(kCacheKilobytes), m_samples(kCacheKilobytes) {}

CloseLook::~CloseLook()
{
    m_cancel.cancel();
}

void CloseLook::setFile(const QString &file)
{
    if (file == m_file)
        return;
    m_cancel.cancel();
    m_cancel = {};
    m_file = file;
    ++m_generation;
    m_working = false;
    m_wanted.clear();
    m_failed.clear();
    m_spectra.clear();
    m_samples.clear();
}

int CloseLook::levelFor(Ticks pixel, Ticks storedStep)
{
    int level = 0;
    while (level < kFinestLevel && stepOf(level, storedStep) > pixel)
        ++level;
    return level;
}

void CloseLook::want(TickRange range, int spectrumLevel, Ticks storedStep, bool samples)
{
    m_wanted.clear();
    if (m_file.isEmpty() || range.isEmpty())
        return;
    m_storedStep = storedStep;
    const auto ask = [&](int level, Ticks length) {
        for (std::int64_t i = indexOf(range.start, length); i <= indexOf(range.end, length); ++i) {
            if (const Piece piece{level, i}; !has(piece) && !m_failed.contains(piece))
                m_wanted.push_back(piece);
        }
    };
    if (samples)
        ask(-1, kSamplePiece);
    if (spectrumLevel > 0)
        ask(spectrumLevel, stepOf(spectrumLevel, storedStep) * kColumns);
    next();
}

bool CloseLook::has(const Piece &piece) const
{
    return piece.level < 0 ? m_samples.contains(piece) : m_spectra.contains(piece);
}

const audio::SpectrumView *CloseLook::spectrum(int level, Ticks t) const
{
    if (m_storedStep <= Ticks() || t < Ticks())
        return nullptr;
    return m_spectra.object({level, indexOf(t, stepOf(level, m_storedStep) * kColumns)});
}

const audio::SampleView *CloseLook::samples(Ticks t) const
{
    return t < Ticks() ? nullptr : m_samples.object({-1, indexOf(t, kSamplePiece)});
}

// One piece at a time: the wishes of a moment ago are often not those of now.
void CloseLook::next()
{
    if (m_working || m_wanted.empty())
        return;
    const Piece piece = m_wanted.front();
    m_wanted.erase(m_wanted.begin());
    m_working = true;
    const Ticks length = piece.level < 0 ? kSamplePiece : stepOf(piece.level, m_storedStep) * kColumns;
    const TickRange range{length * piece.index, length * (piece.index + 1)};
    const auto done = [this, piece, generation = m_generation](bool good) {
        if (generation != m_generation)
            return;
        m_working = false;
        if (good)
            Q_EMIT arrived();
        else
            m_failed.append(piece);
        next();
    };
    if (piece.level < 0) {
        QtConcurrent::run([file = m_file, range, cancel = m_cancel] {
            return audio::samplesOf(file, range, cancel);
        }).then(this, [this, piece, done, generation = m_generation](Result<audio::SampleView> view) {
            const bool good = view.has_value() && generation == m_generation;
            if (good) {
                const int cost = int((view->mono.size() + 2 * view->left.size()) * sizeof(float) / 1024) + 1;
                m_samples.insert(piece, new audio::SampleView(std::move(*view)), cost);
            }
            done(good);
        });
        return;
    }
    QtConcurrent::run([file = m_file, range, cancel = m_cancel] {
        return audio::spectrumOf(file, range, kColumns, kBands, cancel);
    }).then(this, [this, piece, done, generation = m_generation](Result<audio::SpectrumView> view) {
        const bool good = view.has_value() && generation == m_generation && view->bands > 0;
        if (good) {
            const int cost = int(view->values.size() / 1024) + 1;
            m_spectra.insert(piece, new audio::SpectrumView(std::move(*view)), cost);
        }
        done(good);
    });
}

} // namespace sc::ui
