// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/motion.h"

#include "ui/theme/theme.h"

#include <QtCore/QEasingCurve>

namespace sc::ui {

int motionDuration(MotionKind kind, bool reduced)
{
    if (reduced)
        return kind == MotionKind::Fade ? 100 : 0;
    switch (kind) {
    case MotionKind::Quick:
        return 150;
    case MotionKind::Standard:
    case MotionKind::Fade:
        return 220;
    case MotionKind::Large:
        return 300;
    }
    return 0;
}

QVariantAnimation *startMotion(QObject *owner, MotionKind kind, double from, double to, const std::function<void(double)> &step,
                               const std::function<void()> &done)
{
    auto *animation = new QVariantAnimation(owner);
    animation->setStartValue(from);
    animation->setEndValue(to);
    animation->setDuration(motionDuration(kind, themeOf(nullptr).options.reducedMotion));
    animation->setEasingCurve(kind == MotionKind::Large ? QEasingCurve::InOutCubic : QEasingCurve::OutCubic);
    QObject::connect(animation, &QVariantAnimation::valueChanged, owner, [step](const QVariant &value) { step(value.toDouble()); });
    QObject::connect(animation, &QVariantAnimation::finished, owner, [step, done, to] {
        step(to);
        if (done)
            done();
    });
    animation->start(QAbstractAnimation::DeleteWhenStopped);
    return animation;
}

} // namespace sc::ui
