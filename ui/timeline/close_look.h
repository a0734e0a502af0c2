// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/close_view.h"

#include <QtCore/QCache>
#include <QtCore/QObject>

#include <memory>
#include <vector>

namespace sc::ui {

// Spectra and samples finer than the stored pictures, read from the song's file in the pool piece by piece while
// somebody looks closely. What is there is given at once; the rest comes with arrived(). Thread: main.
class CloseLook : public QObject
{
    Q_OBJECT

public:
    static constexpr int kColumns = 512; // of a piece of spectrum
    static constexpr int kBands = 160;
    static constexpr int kFinestLevel = 6; // 100 ms / 2^6 a column: finer is no spectrum any more
    static constexpr Ticks kSamplePiece = Ticks::seconds(2);

    explicit CloseLook(QObject *parent = nullptr);
    ~CloseLook() override;

    void setFile(const QString &file); // drops what belongs to another one
    [[nodiscard]] const QString &file() const { return m_file; }

    // How far level `level` lies under the stored picture's step; 0 = the stored one is fine enough.
    [[nodiscard]] static int levelFor(Ticks pixel, Ticks storedStep);
    [[nodiscard]] static Ticks stepOf(int level, Ticks storedStep) { return Ticks(storedStep.value() >> level); }

    // Asks for what these stretches need; earlier wishes that were not begun are forgotten.
    void want(TickRange range, int spectrumLevel, Ticks storedStep, bool samples);
    // The piece that covers `t`; null when it is not there (yet).
    [[nodiscard]] const audio::SpectrumView *spectrum(int level, Ticks t) const;
    [[nodiscard]] const audio::SampleView *samples(Ticks t) const;
    [[nodiscard]] bool isWorking() const { return m_working; }

Q_SIGNALS:
    void arrived();

private:
    struct Piece
    {
        int level = 0; // -1 = samples
        std::int64_t index = 0;
        bool operator==(const Piece &) const = default;
        friend size_t qHash(const Piece &piece, size_t seed = 0) noexcept { return qHashMulti(seed, piece.level, piece.index); }
    };
    [[nodiscard]] bool has(const Piece &piece) const;
    void next();

    QString m_file;
    Ticks m_storedStep;
    std::vector<Piece> m_wanted;
    QCache<Piece, audio::SpectrumView> m_spectra; // cost in kB
    QCache<Piece, audio::SampleView> m_samples;
    QList<Piece> m_failed; // not asked for again
    CancelToken m_cancel;
    bool m_working = false;
    int m_generation = 0; // of the file
};

} // namespace sc::ui
